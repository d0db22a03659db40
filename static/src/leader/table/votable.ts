/* What a table can vote on: cards on view that stand for themselves. What was merged goes with its head. */
import type { Card, Id } from "../../core/client";
import { KINDS } from "../../ui/kinds";

export interface Votable {
  card: Card;
  /** What was merged under it. */
  merged: Card[];
  /** The card it answers, where that one is votable too. */
  under: Card | undefined;
}

export const onView = (card: Card): boolean => !card.hidden && !card.pending && !card.withdrawn;

/** The board's heads as the board shows them: by kind, each followed by what answers it. */
export function votable(cards: readonly Card[], board: Id): Votable[] {
  const here = cards.filter((card) => card.board === board && onView(card));
  const headOf = new Map(here.map((card) => [card.id, card.into ?? card.id]));
  const all = here
    .filter((card) => card.into == null)
    .map((card): Votable => ({ card, merged: here.filter((one) => one.into === card.id), under: undefined }));
  const known = new Map(all.map((one) => [one.card.id, one]));
  const below = new Map<Id, Votable[]>();
  for (const one of all) {
    const to = known.get(headOf.get(one.card.answers ?? 0) ?? 0);
    if (!to || to === one) continue;
    one.under = to.card;
    below.set(to.card.id, [...(below.get(to.card.id) ?? []), one]);
  }
  const seen = new Set<Id>();
  const down = (one: Votable): Votable[] => {
    if (seen.has(one.card.id)) return []; // two that answer each other, after a merge
    seen.add(one.card.id);
    return [one, ...(below.get(one.card.id) ?? []).flatMap(down)];
  };
  const place = (one: Votable) => (KINDS as string[]).indexOf(one.card.kind);
  const tops = all.filter((one) => !one.under).sort((a, b) => place(a) - place(b) || a.card.id - b.card.id);
  return [...tops.flatMap(down), ...all.flatMap(down)];
}
