/**
 * Which cards say nearly the same, asked at every pause in typing and for a whole table: likeness.ts compares them within
 * a kind, cluster.ts gathers them. Measured on paraphrases by `python -m benchmarks hints`. Suggest, never act on it.
 */
import { cluster } from "./cluster";
import { Counter, Index } from "./likeness";
import { sharedWords } from "./shared";
import { NO_SYNONYMS, readSynonyms } from "./terms";
import { key } from "./words";

/** Below this two texts are not called similar. Chosen with the benchmark; most of what is above is truly alike. */
export const LEAST = 0.23;

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
  /** Words that mean the same, from now on. */
  know(synonyms: readonly (readonly string[])[]): void;
}

/** One or two letters typed are like everything. */
const SHORTEST = 4;

/** A finder that reads each text once and keeps what it counted, so that it can be asked at every letter typed. */
export function openSimilar(): Finder {
  let counter = new Counter(NO_SYNONYMS);
  let known = "[]";
  const indexes = new Map<string, Index>();

  const indexOf = (kind: string, cards: readonly Text[]): Index => {
    let index = indexes.get(kind);
    if (index && index.texts.length === cards.length && cards.every(({ text }, i) => index!.texts[i] === text)) return index;
    const texts = cards.map(({ text }) => text);
    const profiles = texts.map((text) => counter.of(text));
    index = new Index(texts, profiles, counter.size);
    indexes.set(kind, index);
    counter.keep([...indexes.values()].flatMap((one) => one.texts));
    return index;
  };

  return {
    similar(text, kind, cards, { most = 3, least = LEAST } = {}) {
      if ([...key(text)].length < SHORTEST) return [];
      const among = cards.filter((card) => card.kind === kind);
      const scores = indexOf(kind, among).scores(counter.count(text));
      return [...scores.keys()]
        .filter((i) => scores[i]! >= least)
        .sort((a, b) => scores[b]! - scores[a]! || a - b)
        .slice(0, most)
        .map((i) => ({ card: among[i]!, score: scores[i]!, shared: sharedWords(among[i]!.text, [text], counter.synonyms) }));
    },
    pairs(cards, { least = LEAST, apart } = {}) {
      return [...new Set(cards.map((card) => card.kind))]
        .flatMap((kind) => {
          const among = cards.filter((card) => card.kind === kind);
          return cluster(indexOf(kind, among), least, apart && ((a, b) => apart(among[a]!, among[b]!))).map(({ members, score }) => {
            const [first, ...others] = members.map((i) => among[i]!);
            const shared = sharedWords(first!.text, others.map(({ text }) => text), counter.synonyms);
            return { cards: [first!, ...others], score, shared };
          });
        })
        .sort((a, b) => b.score - a.score);
    },
    know(synonyms) {
      const now = JSON.stringify(synonyms);
      if (now === known) return;
      known = now;
      counter = new Counter(readSynonyms(synonyms));
      indexes.clear();
    },
  };
}

const house = openSimilar();
/** The page's own finder. */
export const { similar, pairs, know } = house;
