/* What a vote's own method keeps in its round, its ballots and its tallies. Only this file knows how it travels. */
import type { Ballot, Criterion, Key, MethodNumbers, Opinion, Round, Tally, Text } from "../core/types";

export type { Criterion, Opinion };

export type MethodName = Round["method"];

/** The keys in the order a person put them, first place first. */
export type Ranking = readonly Key[];

/** criterion -> 1 to 5, or 0: "I cannot judge". What is absent was not answered. */
export type Rating = Readonly<Record<string, number>>;

export const CANNOT = 0;

/** What one person says of one thing: its place, or its marks. */
export type Value = NonNullable<Ballot["value"]>;

/** `low` and `high` are null below three ballots, where a range would tell whose is whose; `beaten` is on the first alone. */
export type RankNumbers = Required<Pick<MethodNumbers, "low" | "high" | "points" | "firsts" | "of" | "beaten">>;
/** `score` is of all criteria by their weights, 0 to 1; null where nobody could judge. */
export type RateNumbers = Required<Pick<MethodNumbers, "low" | "high" | "score" | "criteria">>;

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
