/* What a vote's own method keeps in its round, its ballots and its tallies. Only this file knows how it travels. */
import type { Key, Round, Tally, Text } from "../core/types";

export type MethodName = "dots" | "rank" | "rate";

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

type Wide = {
  method: MethodName;
  settings?: { places?: number; criteria?: readonly Criterion[] } | null;
  question?: Text | null;
  subjects?: readonly Key[] | null;
  shuffled?: boolean;
};
const wide = (round: Round): Wide => round as unknown as Wide;

export const methodOf = (round: Round): MethodName => wide(round).method;
export const placesOf = (round: Round): number => wide(round).settings?.places ?? MOST;
export const criteriaOf = (round: Round): readonly Criterion[] => wide(round).settings?.criteria ?? [];
export const questionOf = (round: Round): Text | null => wide(round).question ?? null;
export const subjectsOf = (round: Round): readonly Key[] | null => wide(round).subjects ?? null;
export const shuffles = (round: Round): boolean => wide(round).shuffled ?? false;

/** More than so many nobody puts in order. */
const MOST = 12;

/** Methods whose ballots are given whole, each time: a place means nothing without the others. */
const WHOLE: readonly MethodName[] = ["rank"];
export const givenWhole = (round: Round): boolean => WHOLE.includes(methodOf(round));

/** Its place, and what its method says of it; none where nothing was told. */
export interface Told<T> {
  place: number | null;
  voters: number;
  numbers: T;
}
export function toldOf<T>(tally: Tally | undefined): Told<T> | undefined {
  const told = tally as unknown as (Told<T> & { numbers?: T }) | undefined;
  return told?.numbers ? told : undefined;
}
