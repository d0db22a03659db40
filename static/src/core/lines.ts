// The twin of `lines` in workshop/kernel/words.py, for what a phone does not need to join.
import { clean } from "./words";

/** Words of several lines as they are stored: each line cleaned, at most one empty line between two. */
export function lines(text: string): string {
  const cleaned = text.split(/\r\n|[\n-\r\x85\u2028\u2029]/).map(clean).join("\n");
  return cleaned.replace(/\n{3,}/g, "\n\n").replace(/^\n+|\n+$/g, "");
}
