/* What a vote's own method keeps in its round, its ballots and its tallies. Only this file knows how it travels. */
import type { Ballot, Key, Round, Tally, Text } from "../core/types";

export type MethodName = Round["method"];

/** A question that each thing is rated on, 1 to 5. */
export interface Criterion {
  id: string;
  words: Text;
  weight: number;
}

/** The keys in the order a person put them, first place first. */
export type Ranking = readonly Key[];

/** criterion -> 1 to 5, or 0: "I cannot judge". What is absent was not answered. */
export type Rating = Readonly<Record<string, number>>;

export const CANNOT = 0;

/** What one person says of one thing: its place, or its marks. */
export type Value = NonNullable<Ballot["value"]>;

/** Null below three ballots, where a range would tell whose is whose. */
interface Range {
  low: number | null;
  high: number | null;
}

export interface RankNumbers extends Range {
  points: number;
  firsts: number;
  /** So many things were asked about. */
  of: number;
  /** On the first alone: head to head `n` of `of` people put `by` before it. */
  beaten: { by: Key; n: number; of: number } | null;
}

export interface RateNumbers extends Range {
  /** All criteria by their weights, 0 to 1; null where nobody could judge. */
  score: number | null;
  criteria: Readonly<Record<string, Opinion>>;
}

/** The room's answers to one question. */
export interface Opinion {
  /** So many answered; `none` could not judge. */
  n: number;
  none: number;
  /** How many said 1, 2, 3, 4 and 5. */
  counts: readonly number[];
  mean: number | null;
  view: "agreed" | "split" | null;
  /** So many said 1 or 2; so many said 4 or 5. */
  low: number;
  high: number;
}

export const methodOf = (round: Round): MethodName => round.method;
export const placesOf = (round: Round): number => round.settings?.places ?? MOST;
export const criteriaOf = (round: Round): readonly Criterion[] => round.settings?.criteria ?? [];
export const questionOf = (round: Round): Text | null => round.question;
export const subjectsOf = (round: Round): readonly Key[] | null => round.subjects;
export const shuffles = (round: Round): boolean => round.shuffled;

/** More than so many nobody puts in order. */
export const MOST = 12;

/** Methods whose ballots are given whole, each time: a place means nothing without the others. */
const WHOLE: readonly MethodName[] = ["rank"];
export const givenWhole = (round: Round): boolean => WHOLE.includes(methodOf(round));

/** Is its result in places, and not in votes? */
export const givesPlaces = (round: Round): boolean => methodOf(round) !== "dots";

/** Its place, and what its method says of it; none where nothing was told. */
export interface Told<T> {
  place: number | null;
  voters: number;
  numbers: T;
}
export function toldOf<T>(tally: Tally | undefined): Told<T> | undefined {
  if (!tally?.numbers) return undefined;
  // Each method keeps its own numbers; only its own result asks for them.
  return { place: tally.place ?? null, voters: tally.voters, numbers: tally.numbers as T };
}
