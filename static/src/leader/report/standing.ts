/* How the words typed here stand to those on the server, of which a second leader may be the author. */
import { lines } from "../../core/lines";

/**
 * `follow`: nothing typed here. `same`: typed and kept. `unsaved`: typed and not there yet. `changed`: somebody else
 * wrote something since these words were begun; neither is thrown away.
 */
export type Standing = "follow" | "same" | "unsaved" | "changed";

/** `base` is what the record said when it last agreed with this device. */
export function standing(own: string | undefined, base: string, record: string): Standing {
  if (own === undefined) return "follow";
  if (lines(own) === lines(record)) return "same";
  return lines(base) === lines(record) ? "unsaved" : "changed";
}

/** Both texts, neither lost: theirs first, one's own below it. */
export const together = (theirs: string, own: string): string => [theirs.trim(), own.trim()].filter(Boolean).join("\n");
