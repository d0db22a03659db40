/* One person's ratings: which are whole, and where they go on. */
import type { Key } from "../../core/types";
import type { Criterion, Rating } from "../wire";

export type Ratings = ReadonlyMap<Key, Rating>;

export const answer = (rating: Rating | undefined, criterion: string, n: number): Rating => ({ ...rating, [criterion]: n });

/** Every question is answered, be it by "I cannot judge". */
export const whole = (rating: Rating | undefined, criteria: readonly Criterion[]): boolean =>
  criteria.every(({ id }) => rating?.[id] !== undefined);

export const done = (ratings: Ratings, keys: readonly Key[], criteria: readonly Criterion[]): number =>
  keys.filter((key) => whole(ratings.get(key), criteria)).length;

/** Where a person who comes back goes on: at the first that is not whole; at the first of all when all are. */
export function resumeAt(ratings: Ratings, keys: readonly Key[], criteria: readonly Criterion[]): number {
  return Math.max(0, keys.findIndex((key) => !whole(ratings.get(key), criteria)));
}
