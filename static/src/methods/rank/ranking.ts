/* A list that a person puts in order by tapping. Every change gives the whole list: sent twice it is the same list. */
import type { Key } from "../../core/types";
import type { Ranking } from "../wire";

/** What is merged counts under its head; what is no longer on view has no place. Each once, in its best place. */
export function tidy(ranking: Ranking, heads: ReadonlyMap<Key, Key>): Ranking {
  return [...new Set(ranking.flatMap((key) => heads.get(key) ?? []))];
}

/** A tap gives the next place; on what has a place it takes it back, and what stood behind moves up. */
export function tapped(ranking: Ranking, key: Key, most: number): Ranking {
  if (ranking.includes(key)) return ranking.filter((one) => one !== key);
  return ranking.length < most ? [...ranking, key] : ranking;
}

/** One place up (-1) or down (1); at either end nothing. */
export function moved(ranking: Ranking, key: Key, by: -1 | 1): Ranking {
  const at = ranking.indexOf(key);
  const to = at + by;
  if (at < 0 || to < 0 || to >= ranking.length) return ranking;
  const next = [...ranking];
  [next[at], next[to]] = [next[to]!, next[at]!];
  return next;
}

/** subject -> place, as it is kept and sent; and back. */
export const places = (ranking: Ranking): Record<Key, number> => Object.fromEntries(ranking.map((key, i) => [key, i + 1]));
export const inOrder = (values: ReadonlyMap<Key, unknown>): Ranking =>
  [...values].filter(([, place]) => Number(place) > 0).sort(([, a], [, b]) => Number(a) - Number(b)).map(([key]) => key);

/** From 1; 0 without a place. */
export const placeIn = (ranking: Ranking, key: Key): number => ranking.indexOf(key) + 1;
