/* Dots on cards that count as one (R12): laid on the head, counted up to the cap, taken back wherever they lie. */
export type Dots = ReadonlyMap<string, number>;

/** One's own dots on all of these subjects. */
export const laid = (dots: Dots, subjects: readonly string[]): number =>
  subjects.reduce((sum, one) => sum + (dots.get(one) ?? 0), 0);

/** How many of them count. The rest stays spent, and returns when the cards are split. */
export const counting = (n: number, cap: number): number => Math.min(n, cap);

/** Which subject to cast on, and how many dots in all, for one dot more. The head comes first in `subjects`. */
export function oneMore(dots: Dots, subjects: readonly string[]): [string, number] {
  const head = subjects[0]!;
  return [head, (dots.get(head) ?? 0) + 1];
}

/** The same for one dot less: from the head first, then from its members. */
export function oneLess(dots: Dots, subjects: readonly string[]): [string, number] | undefined {
  const from = subjects.find((one) => (dots.get(one) ?? 0) > 0);
  return from === undefined ? undefined : [from, dots.get(from)! - 1];
}

/** What lies on cards that are not to be voted on any more: hidden, taken back. Still their owner's. */
export const stranded = (dots: Dots, votable: ReadonlySet<string>): [string, number][] =>
  [...dots].filter(([subject, n]) => n > 0 && !votable.has(subject));
