/** The words that texts have in common, to be shown: why they are called alike. */
import { NO_SYNONYMS, type Synonyms } from "./terms";
import { key } from "./words";

const SHORTEST_WORD = 3;
/** A phrase of a synonym set has at most so many words as the browser cuts them. */
const PHRASE = 6;
const LAO = /^[\u0e80-\u0eff]+$/;
/** Words that hold a sentence together and say nothing of what it is about. */
const TIES = new Set(
  (
    "ແລະ ຫຼື ຂອງ ບໍ່ ບໍ່ມີ ມີ ຍັງ ບໍ່ທັນ ກັນ ໃຫ້ ໃນ ຢູ່ ເປັນ ໄດ້ ທີ່ ກັບ ຈາກ ດ້ານ ການ ຄວາມ ຕ້ອງ ຈະ ກໍ່ ໂດຍ ເພື່ອ ຕໍ່ ແຕ່ລະ ບັນດາ ທຸກ " +
    "and with from that this their them they have has had been does into each other between different every not are the for"
  )
    .split(" ")
    .map(key),
);

/** A word as it stands in a text, and where; `times`: how many of the other texts say it too. */
export interface Shared {
  word: string;
  at: number;
  times: number;
}

interface Cutter {
  segment(text: string): Iterable<{ segment: string }>;
}
let cutter: Cutter | null | undefined;

/** Words as the browser cuts them: it knows where Lao words end, a rule of ours would make other syllables. */
export function wordsOf(text: string): string[] {
  const intl = Intl as unknown as { Segmenter?: new (lang: string, options: { granularity: "word" }) => Cutter };
  cutter ??= intl.Segmenter ? new intl.Segmenter("lo", { granularity: "word" }) : null;
  return cutter ? Array.from(cutter.segment(text), ({ segment }) => segment) : text.split(/(\s+)/);
}

/** Words come again and again; keying one costs more than finding it. */
const keys = new Map<string, string>();
function keyOf(word: string): string {
  let found = keys.get(word);
  if (found === undefined) {
    if (keys.size > 8_000) keys.clear();
    keys.set(word, (found = key(word)));
  }
  return found;
}

/** A text as it is looked through, read once for all it is compared with. */
export interface Read {
  words: string[];
  keyed: string[];
  whole: string;
  /** Where a synonym begins, of how many words, and of which set. */
  sets: { at: number; words: number; set: number }[];
}

export function read(text: string, synonyms: Synonyms = NO_SYNONYMS): Read {
  const words = wordsOf(text);
  const sets: Read["sets"] = [];
  if (synonyms !== NO_SYNONYMS)
    for (let at = 0; at < words.length; at++)
      for (let many = Math.min(PHRASE, words.length - at); many > 0; many--) {
        const set = words[at]!.trim() ? synonyms.of(words.slice(at, at + many).join("")) : undefined;
        if (set === undefined) continue;
        sets.push({ at, words: many, set });
        at += many - 1;
        break;
      }
  return { words, keyed: words.map(keyOf), whole: key(text), sets };
}

/** How many of some texts say a word, or a word of a set; asked again and again, counted once. */
export interface Saying {
  word(keyed: string): number;
  set(set: number): number;
}

export function saying(texts: readonly Read[]): Saying {
  const words = new Map<string, number>();
  return {
    word(keyed) {
      let times = words.get(keyed);
      if (times === undefined) words.set(keyed, (times = texts.filter((one) => has(one.whole, one.keyed, keyed)).length));
      return times;
    },
    set: (set) => texts.filter(({ sets }) => sets.some((one) => one.set === set)).length,
  };
}

/** What a text has in common with those it stands among, in its order: words, or whole runs of Lao that they say in one. */
export function inCommon(text: Read, all: Saying): Shared[] {
  const { words, keyed } = text;
  const said = (one: string) => all.word(one) - 1; // itself is one of them
  const found: Shared[] = [];
  let place = 0;
  for (let at = 0; at < words.length; at++) {
    const begin = place;
    const set = text.sets.find((one) => one.at === at);
    const same = set ? all.set(set.set) - 1 : 0;
    if (set && same > 0) {
      const word = words.slice(at, at + set.words).join("");
      found.push({ word, at: begin, times: same });
      place += word.length;
      at += set.words - 1;
      continue;
    }
    let word = words[at]!;
    place += word.length;
    const times = said(keyed[at]!);
    if (times <= 0 || TIES.has(keyed[at]!)) continue;
    // The browser's dictionary cuts compounds; what both say in one breath is shown in one.
    const goesOn = (next: string | undefined) =>
      next !== undefined && LAO.test(word) && LAO.test(next) && !TIES.has(keyOf(next)) && said(keyOf(word + next)) === times;
    while (goesOn(words[at + 1])) {
      word += words[++at]!;
      place += words[at]!.length;
    }
    if ([...keyOf(word)].length >= SHORTEST_WORD) found.push({ word, at: begin, times });
  }
  return found;
}

/** A Lao word stands anywhere in an unspaced phrase; a Latin one has endings ("ministry", "ministries"). */
function has(whole: string, words: readonly string[], word: string): boolean {
  if (!word) return false;
  if (!/^[a-z]/.test(word)) return whole.includes(word);
  return words.some((other) => {
    let same = 0;
    while (same < word.length && word[same] === other[same]) same++;
    return same >= 3 && same >= 0.75 * Math.min(word.length, other.length) && same >= 0.5 * Math.max(word.length, other.length);
  });
}

const MOST_WORDS = 5;

/** The words of `text` that most of the others say too, each once. */
export function sharedWords(text: string, others: readonly string[], synonyms: Synonyms = NO_SYNONYMS): string[] {
  const mine = read(text, synonyms);
  const all = inCommon(mine, saying([mine, ...others.map((other) => read(other, synonyms))]));
  const most = Math.max(0, ...all.map(({ times }) => times));
  const found = new Map(all.filter(({ times }) => times === most).reverse().map(({ word }) => [keyOf(word), word]));
  return [...found.values()].reverse().slice(0, MOST_WORDS);
}
