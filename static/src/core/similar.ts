/**
 * Which cards say nearly the same: runs of 2 to 4 characters, the rarer the heavier, compared by cosine within a kind.
 * It needs no dictionary and no segmenter, so Lao without spaces is as good as English; measured on paraphrases, see
 * tests/client/similar.test.ts. It knows no synonyms and does not link Lao to English: suggest, never act on it.
 */
import { key } from "./words";

/** Below this two texts are not called similar: for Lao nearly all that is above is truly alike, and most alike is above. */
export const LEAST = 0.25;

export interface Text {
  text: string;
  kind: string;
}
export interface Similar<C> {
  card: C;
  /** 0 .. 1 */
  score: number;
  /** Words that both say, as they stand in the card; none where the browser cannot tell Lao words. */
  shared: string[];
}
export interface Alike<C> {
  /** Two or more, in the order given. */
  cards: C[];
  /** How alike they are on average, 0 .. 1. */
  score: number;
  shared: string[];
}

export interface Finder {
  /** The cards of that kind nearest to `text`, best first. Three where `most` is not said. */
  similar<C extends Text>(text: string, kind: string, cards: readonly C[], options?: { most?: number; least?: number }): Similar<C>[];
  /** Groups of cards that say nearly the same, best first. Cards that are `apart` never come together. */
  pairs<C extends Text>(
    cards: readonly C[],
    options?: { least?: number; apart?: (one: C, other: C) => boolean },
  ): Alike<C>[];
}

const RUNS = [2, 3, 4];
/** One or two letters typed are like everything. */
const SHORTEST = 4;

/** How often each run of characters is in a text; runs are numbered as they are met. */
interface Profile {
  grams: number[];
  times: number[];
}

/** A finder that reads each text once and keeps what it counted, so that it can be asked at every letter typed. */
export function openSimilar(): Finder {
  const numbers = new Map<string, number>();
  let profiles = new Map<string, Profile>();
  const indexes = new Map<string, Index>();

  const profileOf = (text: string): Profile => {
    let found = profiles.get(text);
    if (!found) profiles.set(text, (found = count(key(text), numbers)));
    return found;
  };
  const indexOf = (kind: string, cards: readonly Text[]): Index => {
    let index = indexes.get(kind);
    if (index && index.texts.length === cards.length && cards.every(({ text }, i) => index!.texts[i] === text)) return index;
    index = new Index(cards.map(({ text }) => text), cards.map(({ text }) => profileOf(text)), numbers.size);
    indexes.set(kind, index);
    // What was edited or taken away is forgotten once it is more than what there is.
    const used = [...indexes.values()].flatMap((one) => one.texts);
    if (profiles.size > 2 * used.length + 64) profiles = new Map(used.map((text) => [text, profileOf(text)]));
    return index;
  };

  return {
    similar(text, kind, cards, { most = 3, least = LEAST } = {}) {
      const sought = key(text);
      if ([...sought].length < SHORTEST) return [];
      const among = cards.filter((card) => card.kind === kind);
      const scores = indexOf(kind, among).scores(count(sought, numbers));
      return [...scores.keys()]
        .filter((i) => scores[i]! >= least)
        .sort((a, b) => scores[b]! - scores[a]! || a - b)
        .slice(0, most)
        .map((i) => ({ card: among[i]!, score: scores[i]!, shared: sharedWords(among[i]!.text, [text]) }));
    },
    pairs(cards, { least = LEAST, apart } = {}) {
      return [...new Set(cards.map((card) => card.kind))]
        .flatMap((kind) => {
          const among = cards.filter((card) => card.kind === kind);
          return group(indexOf(kind, among), least, (a, b) => apart?.(among[a]!, among[b]!) ?? false).map(({ members, score }) => {
            const [first, ...others] = members.map((i) => among[i]!);
            return { cards: [first!, ...others], score, shared: sharedWords(first!.text, others.map(({ text }) => text)) };
          });
        })
        .sort((a, b) => b.score - a.score);
    },
  };
}

const house = openSimilar();
/** The page's own finder. */
export const { similar, pairs } = house;

function count(keyed: string, numbers: Map<string, number>): Profile {
  const letters = [...keyed];
  const times = new Map<number, number>();
  for (const run of RUNS)
    for (let at = 0; at + run <= letters.length; at++) {
      const gram = letters.slice(at, at + run).join("");
      let number = numbers.get(gram);
      if (number === undefined) numbers.set(gram, (number = numbers.size));
      times.set(number, (times.get(number) ?? 0) + 1);
    }
  return { grams: [...times.keys()], times: [...times.values()] };
}

/** The texts of one kind, turned round: for each run of characters who has it, and how much it weighs there. */
class Index {
  private readonly who: (number[] | undefined)[];
  private readonly weight: (number[] | undefined)[];

  constructor(
    readonly texts: readonly string[],
    private readonly profiles: readonly Profile[],
    grams: number,
  ) {
    this.who = new Array<number[] | undefined>(grams);
    this.weight = new Array<number[] | undefined>(grams);
    for (const [who, { grams }] of profiles.entries()) for (const gram of grams) (this.who[gram] ??= []).push(who);
    for (const profile of profiles) {
      const weights = this.weights(profile);
      for (let at = 0; at < weights.length; at++) (this.weight[profile.grams[at]!] ??= []).push(weights[at]!);
    }
  }

  /** How alike each text is to this one; with `after` only those that come later. */
  scores(profile: Profile, after = -1): Float64Array {
    const found = new Float64Array(this.texts.length);
    const weights = this.weights(profile);
    for (let at = 0; at < weights.length; at++) {
      const who = this.who[profile.grams[at]!];
      if (!who) continue;
      const mine = weights[at]!;
      const theirs = this.weight[profile.grams[at]!]!;
      for (let each = who.length - 1; each >= 0 && who[each]! > after; each--) found[who[each]!]! += mine * theirs[each]!;
    }
    return found;
  }

  /** Each text with those after it: `tell` hears of every two at least so alike. */
  each(least: number, tell: (one: number, other: number, score: number) => void): void {
    for (const [one, profile] of this.profiles.entries()) {
      const scores = this.scores(profile, one);
      for (let other = one + 1; other < scores.length; other++)
        if (scores[other]! >= least) tell(one, other, scores[other]!);
    }
  }

  /** What each run of a text weighs, so that the whole text has length 1. */
  private weights({ grams, times }: Profile): Float64Array {
    const all = this.texts.length;
    const weights = new Float64Array(grams.length);
    let sum = 0;
    for (let at = 0; at < grams.length; at++) {
      const having = this.who[grams[at]!]?.length ?? 0;
      const weight = times[at]! * (Math.log((1 + all) / (1 + having)) + 1);
      weights[at] = weight;
      sum += weight * weight;
    }
    const length = Math.sqrt(sum) || 1;
    for (let at = 0; at < weights.length; at++) weights[at]! /= length;
    return weights;
  }
}

/**
 * Join the most alike first; two groups become one while their members are alike on average. By the nearest member
 * alone, A like B like C would chain a whole board together.
 */
function group(index: Index, least: number, apart: (a: number, b: number) => boolean): { members: number[]; score: number }[] {
  const near = new Map<number, number>();
  const links: [number, number, number][] = [];
  const size = index.texts.length;
  index.each(least / 2, (one, other, score) => {
    if (apart(one, other)) return;
    near.set(one * size + other, score);
    if (score >= least) links.push([one, other, score]);
  });
  const within = new Map<number, number[]>();
  const mean = (some: readonly number[], others: readonly number[]): number => {
    let sum = 0;
    for (const a of some)
      for (const b of others) {
        if (apart(a, b)) return 0;
        sum += near.get(Math.min(a, b) * size + Math.max(a, b)) ?? 0;
      }
    return sum / (some.length * others.length);
  };
  for (const [one, other] of links.sort((a, b) => b[2] - a[2])) {
    const [some, others] = [within.get(one) ?? [one], within.get(other) ?? [other]];
    if (some === others || mean(some, others) < least) continue;
    const joined = [...some, ...others].sort((a, b) => a - b);
    for (const each of joined) within.set(each, joined);
  }
  return [...new Set(within.values())].map((members) => {
    const rest = members.map((one, at) => mean([one], [...members.slice(0, at), ...members.slice(at + 1)]));
    return { members, score: rest.reduce((sum, each) => sum + each, 0) / members.length };
  });
}

// --- the words in common, to be shown ------------------------------------------------------------

const MOST_WORDS = 5;
const SHORTEST_WORD = 3;
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

interface Cutter {
  segment(text: string): Iterable<{ segment: string }>;
}
let cutter: Cutter | null | undefined;

/** Words as the browser cuts them: it knows where Lao words end, a rule of ours would make other syllables. */
function wordsOf(text: string): string[] {
  const intl = Intl as unknown as { Segmenter?: new (lang: string, options: { granularity: "word" }) => Cutter };
  cutter ??= intl.Segmenter ? new intl.Segmenter("lo", { granularity: "word" }) : null;
  return cutter ? Array.from(cutter.segment(text), ({ segment }) => segment) : text.split(/\s+/);
}

/** Words come again and again; keying one costs more than finding it. */
const keys = new Map<string, string>();
function keyOf(word: string): string {
  let found = keys.get(word);
  if (found === undefined) {
    if (keys.size > 4_000) keys.clear();
    keys.set(word, (found = key(word)));
  }
  return found;
}

/** What `text` has in common with most of the others: words, or whole runs of Lao where both say the same run. */
function sharedWords(text: string, others: readonly string[]): string[] {
  const told = others.map((other) => ({ whole: key(other), words: wordsOf(other).map(keyOf) }));
  const said = (keyed: string) => told.filter(({ whole, words }) => has(whole, words, keyed)).length;
  const found = new Map<string, { word: string; times: number }>();
  const words = wordsOf(text);
  for (let at = 0; at < words.length; at++) {
    let word = words[at]!;
    const times = said(keyOf(word));
    if (!times || TIES.has(keyOf(word))) continue;
    // The browser's dictionary cuts compounds; what both say in one breath is shown in one.
    const goesOn = (next: string | undefined) =>
      next !== undefined && LAO.test(word) && LAO.test(next) && !TIES.has(keyOf(next)) && said(keyOf(word + next)) === times;
    while (goesOn(words[at + 1])) word += words[++at]!;
    if ([...keyOf(word)].length >= SHORTEST_WORD && !found.has(keyOf(word))) found.set(keyOf(word), { word, times });
  }
  const all = [...found.values()];
  const most = Math.max(0, ...all.map(({ times }) => times));
  return all.filter(({ times }) => times === most).map(({ word }) => word).slice(0, MOST_WORDS);
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
