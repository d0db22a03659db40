/**
 * How alike texts are: runs of 2 to 4 characters and whole English words, the rarer the heavier, compared by cosine
 * through an inverted index. It needs no dictionary and no segmenter, so Lao without spaces is as good as English.
 */
import { compared, isToken, type Synonyms } from "./terms";

const RUNS = [2, 3, 4];
/** An English word weighs as much as so many of its runs: word order and endings matter less then. */
const WORD = 4;
/** A synonym set's word stands alone, without runs of its own: it weighs what a word and its runs do together. */
const SET = 7;
/** What a run that is in every text still weighs. */
const FLOOR = 0.3;

/** How often each feature is in a text; features are numbered as they are met. */
export interface Profile {
  features: number[];
  times: number[];
}

/** Counts texts, and keeps what it counted. */
export class Counter {
  private readonly numbers = new Map<string, number>();
  private profiles = new Map<string, Profile>();

  constructor(readonly synonyms: Synonyms) {}

  get size(): number {
    return this.numbers.size;
  }

  of(text: string): Profile {
    let found = this.profiles.get(text);
    if (!found) this.profiles.set(text, (found = this.count(text)));
    return found;
  }

  /** A text that is not kept: somebody is still typing it. */
  count(text: string): Profile {
    const { line, words } = compared(text, this.synonyms);
    const letters = [...line];
    const times = new Map<number, number>();
    const add = (feature: string, much: number) => {
      let number = this.numbers.get(feature);
      if (number === undefined) this.numbers.set(feature, (number = this.numbers.size));
      times.set(number, (times.get(number) ?? 0) + much);
    };
    for (const run of RUNS)
      for (let at = 0; at + run <= letters.length; at++) {
        let feature = letters[at]!;
        for (let more = 1; more < run; more++) feature += letters[at + more]!;
        add(feature, 1);
      }
    for (const word of words) add(`=${word}`, isToken(word) ? SET : WORD);
    return { features: [...times.keys()], times: [...times.values()] };
  }

  /** What was edited or taken away is forgotten once it is more than what there is. */
  keep(texts: readonly string[]): void {
    if (this.profiles.size > 2 * texts.length + 64) this.profiles = new Map(texts.map((text) => [text, this.of(text)]));
  }
}

/** A text, or several added up: what it has in the order of the index, and how much that weighs. */
export interface Vector {
  ranks: Int32Array;
  weights: Float64Array;
}

/** The cosine of two texts; of sums, the sum over all their pairs. */
export function dot(a: Vector, b: Vector): number {
  const [ar, br, aw, bw] = [a.ranks, b.ranks, a.weights, b.weights];
  let sum = 0;
  for (let i = 0, j = 0; i < ar.length && j < br.length; ) {
    const apart = ar[i]! - br[j]!;
    if (apart === 0) sum += aw[i++]! * bw[j++]!;
    else if (apart < 0) i++;
    else j++;
  }
  return sum;
}

export function plus(a: Vector, b: Vector): Vector {
  const ranks = new Int32Array(a.ranks.length + b.ranks.length);
  const weights = new Float64Array(ranks.length);
  let [i, j, to] = [0, 0, 0];
  while (i < a.ranks.length || j < b.ranks.length) {
    const [one, other] = [a.ranks[i] ?? Infinity, b.ranks[j] ?? Infinity];
    ranks[to] = Math.min(one, other);
    weights[to++] = (one <= other ? a.weights[i++]! : 0) + (other <= one ? b.weights[j++]! : 0);
  }
  return { ranks: ranks.slice(0, to), weights: weights.slice(0, to) };
}

/** Texts of one kind, turned round: for each feature who has it, and how much it weighs there. */
export class Index {
  /** Whole comparisons of two texts since it was made. */
  compared = 0;
  private readonly having: Int32Array;
  private all: Vector[] | undefined;
  private round: { who: number[]; weight: number[] }[] | undefined;

  constructor(
    readonly texts: readonly string[],
    private readonly profiles: readonly Profile[],
    features: number,
  ) {
    this.having = new Int32Array(features);
    for (const { features } of profiles) for (const one of features) this.having[one]!++;
  }

  /** How alike each text is to this one. */
  scores(profile: Profile): Float64Array {
    this.round ??= this.turnRound();
    const found = new Float64Array(this.texts.length);
    const weights = this.weights(profile);
    for (let at = 0; at < weights.length; at++) {
      const here = this.round[profile.features[at]!];
      if (here) for (let each = 0; each < here.who.length; each++) found[here.who[each]!]! += weights[at]! * here.weight[each]!;
    }
    return found;
  }

  vectors(): readonly Vector[] {
    return (this.all ??= this.sorted());
  }

  /** How alike two of the texts are. */
  score(one: number, other: number): number {
    this.compared++;
    return dot(this.vectors()[one]!, this.vectors()[other]!);
  }

  /**
   * Every two texts at least so alike; of those before it each text tells the nearest `most`. Nothing is lost by looking
   * from the rarest on and only so far: what follows in a text is too short to make it alike to anything.
   */
  links(least: number, most: number, tell: (one: number, other: number, score: number) => void): void {
    const all = this.vectors();
    const telling = new Int32Array(all.length);
    const rest = new Float64Array(all.length);
    const begins = new Int32Array(this.having.length + 1);
    for (const [one, { ranks, weights }] of all.entries()) {
      let [square, at] = [0, ranks.length];
      while (at > 0 && square + weights[at - 1]! ** 2 < (SHORT * least) ** 2) square += weights[--at]! ** 2;
      [telling[one], rest[one]] = [at, Math.sqrt(square)];
      for (let each = 0; each < at; each++) begins[ranks[each]! + 1]!++;
    }
    for (let rank = 0; rank < this.having.length; rank++) begins[rank + 1]! += begins[rank]!;
    const ends = begins.slice();
    const who = new Int32Array(begins[this.having.length]!);
    const weight = new Float64Array(who.length);
    const sums = new Float64Array(all.length);
    const met = new Int32Array(all.length);
    for (const [other, { ranks, weights }] of all.entries()) {
      let count = 0;
      for (let at = 0; at < telling[other]!; at++) {
        const rank = ranks[at]!;
        const mine = weights[at]!;
        const end = ends[rank]!;
        for (let each = begins[rank]!; each < end; each++) {
          const one = who[each]!;
          if (sums[one] === 0) met[count++] = one;
          sums[one]! += mine * weight[each]!;
        }
        who[end] = other;
        weight[end] = mine;
        ends[rank] = end + 1;
      }
      let near: [number, number][] = [];
      for (let at = 0; at < count; at++) {
        const one = met[at]!;
        // What they share beyond is no longer than the rest of either.
        if (sums[one]! + Math.max(rest[one]!, rest[other]!) >= least) {
          const score = this.score(one, other);
          if (score >= least) near.push([one, score]);
        }
        sums[one] = 0;
      }
      if (near.length > most) near = near.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most);
      for (const [one, score] of near) tell(one, other, score);
    }
  }

  private sorted(): Vector[] {
    const rank = ranked(this.having);
    return this.profiles.map((profile) => {
      const weights = this.weights(profile);
      // Place and feature in one number: numbers are sorted many times faster than by a rule of one's own.
      const order = new Float64Array(weights.length);
      for (let at = 0; at < order.length; at++) order[at] = rank[profile.features[at]!]! * 0x10000 + at;
      order.sort();
      const sorted = { ranks: new Int32Array(order.length), weights: new Float64Array(order.length) };
      for (let at = 0; at < order.length; at++) {
        sorted.ranks[at] = Math.floor(order[at]! / 0x10000);
        sorted.weights[at] = weights[order[at]! % 0x10000]!;
      }
      return sorted;
    });
  }

  private turnRound(): { who: number[]; weight: number[] }[] {
    const round: { who: number[]; weight: number[] }[] = [];
    for (const [one, profile] of this.profiles.entries()) {
      const weights = this.weights(profile);
      for (const [at, feature] of profile.features.entries()) {
        const here = (round[feature] ??= { who: [], weight: [] });
        here.who.push(one);
        here.weight.push(weights[at]!);
      }
    }
    return round;
  }

  /** What each feature of a text weighs, so that the whole text has length 1. */
  private weights({ features, times }: Profile): Float64Array {
    const all = this.texts.length;
    const weights = new Float64Array(features.length);
    let sum = 0;
    for (let at = 0; at < features.length; at++) {
      const weight = times[at]! * (Math.log((1 + all) / (1 + (this.having[features[at]!] ?? 0))) + FLOOR);
      weights[at] = weight;
      sum += weight * weight;
    }
    const length = Math.sqrt(sum) || 1;
    for (let at = 0; at < weights.length; at++) weights[at]! /= length;
    return weights;
  }
}

/** How much of the least likeness is left to features that are too common to look by: less means longer lists, fewer comparisons. */
const SHORT = 0.3;

/** Each feature's place in an order that all texts share: the rarest first. */
function ranked(having: Int32Array): Int32Array {
  const order = Array.from(having.keys()).sort((a, b) => having[a]! - having[b]! || a - b);
  const rank = new Int32Array(having.length);
  for (const [at, feature] of order.entries()) rank[feature] = at;
  return rank;
}
