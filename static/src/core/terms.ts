/**
 * What of a text is compared: its key, without the words that hold a sentence together, English words without their
 * endings, and every word of a synonym set as the same word, so that a Lao card and an English one can meet.
 */
import { key } from "./words";

/** English that says nothing of what a sentence is about. Lao has no spaces to find such words by: being common weighs them down. */
const EMPTY = new Set(
  (
    "a an the of to in on at for by with from and or as into than then that this these those there is are was were be been " +
    "being not no yet its it they them their has have had do does did can cannot could should would will shall may must " +
    "each other between different every all so such very more most also only just still which who s t"
  ).split(" "),
);
const LATIN = /^[a-z0-9]/;

/** "ministries" and "ministry", "training" and "train" become one; a light hand, for what it cuts is only compared. */
function stem(word: string): string {
  if (word.length < 4 || !LATIN.test(word)) return word;
  if (/ies$/.test(word)) word = `${word.slice(0, -3)}y`;
  else if (/(sh|ch|x|z|ss)es$/.test(word)) word = word.slice(0, -2);
  else if (/[^su]s$/.test(word)) word = word.slice(0, -1);
  if (/ing$/.test(word) && word.length > 5) word = word.slice(0, -3);
  else if (/ed$/.test(word) && word.length > 4) word = word.slice(0, -2);
  return /e$/.test(word) && word.length > 4 ? word.slice(0, -1) : word;
}

/** Keyed words in a row, empty ones left out and endings cut. Of "not yet" alone all is kept. */
function terms(keyed: string): string[] {
  const all = keyed.split(" ").filter(Boolean);
  const told = all.filter((word) => !EMPTY.has(word));
  return (told.length ? told : all).map(stem);
}

/** Sets of words that mean the same, ready to be found in texts. */
export interface Synonyms {
  /** Terms in one line, each word of a set as the set's own. */
  apply(line: string): string;
  /** Which set a word or phrase is of. */
  of(words: string): number | undefined;
}

/** A set's word is one letter that nobody types. */
const FIRST = 0xe000;
const SETS = 1_000;
const token = (set: number): string => String.fromCharCode(FIRST + set);
export const isToken = (term: string): boolean => /^[\ue000-\ue3ff]$/.test(term);

export function readSynonyms(sets: readonly (readonly string[])[]): Synonyms {
  const found = new Map<string, number>();
  // A word of two sets makes them one: what means the same as the same means the same.
  const root: number[] = [];
  const top = (set: number): number => (root[set] === set ? set : top(root[set]!));
  for (const [set, words] of sets.slice(0, SETS).entries()) {
    root[set] = set;
    for (const word of words) {
      const line = terms(key(word)).join(" ");
      if (!line) continue;
      const other = found.get(line);
      if (other === undefined) found.set(line, set);
      else root[Math.max(top(other), top(set))] = Math.min(top(other), top(set));
    }
  }
  // Longest first, so that "digital government" is found before "digital"; by first letter, for the list may be long.
  const starts = new Map<string, [string, number][]>();
  for (const [line, set] of [...found].sort((a, b) => b[0].length - a[0].length)) {
    const list = starts.get(line[0]!);
    if (list) list.push([line, set]);
    else starts.set(line[0]!, [[line, set]]);
  }
  return {
    apply(line) {
      if (!found.size) return line;
      let told = "";
      for (let at = 0; at < line.length; ) {
        const hit = starts.get(line[at]!)?.find(([word]) => line.startsWith(word, at) && whole(line, at, word));
        if (hit) told += ` ${token(top(hit[1]))} `;
        else told += line[at]!;
        at += hit ? hit[0].length : 1;
      }
      return told.replace(/ +/g, " ").trim();
    },
    of(words) {
      const set = found.size ? found.get(terms(key(words)).join(" ")) : undefined;
      return set === undefined ? undefined : top(set);
    },
  };
}

/** A Latin word is found between spaces or Lao letters; a Lao one anywhere in an unspaced phrase. */
function whole(line: string, at: number, word: string): boolean {
  const letter = (one: string | undefined) => one !== undefined && /[a-z0-9]/.test(one);
  if (letter(word[0]) && letter(line[at - 1])) return false;
  return !(letter(word.at(-1)) && letter(line[at + word.length]));
}

export const NO_SYNONYMS = readSynonyms([]);

/** The line that is cut into runs, and the words that count as words. */
export function compared(text: string, synonyms: Synonyms): { line: string; words: string[] } {
  const line = synonyms.apply(terms(key(text)).join(" "));
  const all = line.split(" ");
  return {
    // A space begins and ends an English word, so that its first and last letters weigh; Lao words are not told apart.
    line: all.map((word) => (LATIN.test(word) ? ` ${word} ` : isToken(word) ? " " : word)).join(""),
    words: all.filter((word) => LATIN.test(word) || isToken(word)),
  };
}
