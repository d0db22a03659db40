/** A line of words that mean the same, as it is typed and shown: "ງົບປະມານ = budget". */
import { clean, key } from "../../core/words";
import { SEED } from "./seed";

export const toLine = (words: readonly string[]): string => words.join(" = ");

/** Different words only; none where there are not two. */
export function toWords(line: string): string[] {
  const seen = new Set<string>();
  const words = line.split("=").map(clean).filter((word) => {
    const same = key(word);
    return same !== "" && !seen.has(same) && seen.add(same);
  });
  return words.length < 2 ? [] : words;
}

/** Of the usual lines those of which no word is on the list yet. */
export function unusual(lists: readonly (readonly string[])[]): string[][] {
  const known = new Set(lists.flat().map(key));
  return SEED.filter((line) => !line.some((word) => known.has(key(word)))).map((line) => [...line]);
}
