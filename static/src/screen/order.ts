/** The board's order as screens show it, and the cards within a theme: one order for the screen and the chair's preview of it. */
import type { Id, Source, Theme, Vision } from "../core/types";
import { weightOf } from "../ui/number";

export type Sort = Vision["sort"];

/**
 * Themes in the order that is asked for. What is equal stays as the chair laid it, so that nothing jumps about while
 * numbers are still nought. `quiet`: a vote is under way whose numbers are not told; none may be read off the order.
 */
export function inOrder(themes: readonly Theme[], sort: Sort, counting: Vision["counting"], quiet = false): Theme[] {
  const laid = themes.filter((theme) => !theme.parked).sort((a, b) => a.position - b.position || a.id - b.id);
  if (sort === "chair" || quiet) return laid;
  const votes = (theme: Theme) => weightOf(theme, { counting });
  const breadth = (theme: Theme) => theme.groups.length;
  const [first, second] = sort === "votes" ? [votes, breadth] : [breadth, votes];
  return laid.sort((a, b) => first(b) - first(a) || second(b) - second(a));
}

/** A card of a theme, and whether it hangs under the problem before it. */
export interface Laid {
  source: Source;
  answers: boolean;
}

/** Cards as the chair laid them, or those of most weight first; a solution follows the problem it answers. */
export function cardsOf(sources: readonly Source[], sort: Sort): Laid[] {
  const weight = (one: Source) => one.votes + one.hands;
  const laid = [...sources].sort(
    (a, b) => (sort === "chair" ? 0 : weight(b) - weight(a)) || a.position - b.position || a.id - b.id,
  );
  const here = new Set(laid.map((one) => one.card));
  const under = new Map<Id, Source[]>();
  for (const one of laid)
    if (one.answers !== null && here.has(one.answers)) under.set(one.answers, [...(under.get(one.answers) ?? []), one]);
  return laid
    .filter((one) => one.answers === null || !here.has(one.answers))
    .flatMap((source) => [
      { source, answers: false },
      ...(under.get(source.card) ?? []).map((one) => ({ source: one, answers: true })),
    ]);
}

/** The theme before or after this one, in the order on show; from the whole board the first or the last. */
export function beside(themes: readonly Theme[], now: Id | null, by: 1 | -1): Id | null {
  if (!themes.length) return null;
  const at = themes.findIndex((theme) => theme.id === now);
  const to = at < 0 ? (by > 0 ? 0 : themes.length - 1) : at + by;
  return themes[to]?.id ?? null;
}
