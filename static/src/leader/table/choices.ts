/*
 * One voter's dots while the table's device is in their hands. They live in the memory of the turn and nowhere else:
 * no draft, no storage, no label. Whoever holds the device next finds nothing.
 */
import type { Key, Round } from "../../core/client";

export type Dots = ReadonlyMap<Key, number>;
export type Limits = Pick<Round, "budget" | "cap">;

export const spent = (dots: Dots): number => [...dots.values()].reduce((all, n) => all + n, 0);

/** Null: as many as one likes. */
export const leftOf = (dots: Dots, { budget }: Limits): number | null =>
  budget === null ? null : Math.max(0, budget - spent(dots));

/** With `n` on the subject, if the limits allow it; otherwise as it was. */
export function lay(dots: Dots, subject: Key, n: number, limits: Limits): Dots {
  const before = dots.get(subject) ?? 0;
  const room = leftOf(dots, limits);
  if (n < 0 || n > limits.cap || (room !== null && n - before > room)) return dots;
  const next = new Map(dots);
  if (n) next.set(subject, n);
  else next.delete(subject);
  return next;
}

/** Chosen, and since merged, hidden or taken back: what can no longer be handed in. */
export const stale = (dots: Dots, votable: readonly Key[]): Key[] => [...dots.keys()].filter((key) => !votable.includes(key));
