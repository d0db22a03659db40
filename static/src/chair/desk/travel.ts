/** Solutions travel with the problems they answer: they go where the problem goes, unless they were put elsewhere. */
import type { Id } from "../../core/client";

/** A theme, set aside, or among the groups' cards. */
export type Place = Id | "aside" | undefined;

/** What goes along when these cards are moved, without those moved themselves. */
export function companions(
  cards: readonly Id[],
  answers: ReadonlyMap<Id, readonly Id[]>,
  placeOf: (card: Id) => Place,
): Id[] {
  const moved = new Set(cards);
  const along: Id[] = [];
  for (const asked of cards) {
    const there = placeOf(asked);
    for (const answer of answers.get(asked) ?? []) {
      if (moved.has(answer)) continue;
      const place = placeOf(answer);
      // One that somebody placed on its own stays where it was put.
      if (place === undefined || place === there) {
        moved.add(answer);
        along.push(answer);
      }
    }
  }
  return along;
}
