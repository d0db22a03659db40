/* A group's result as data: as it was handed in, as it is being prepared, and what differs. Drawn by result.tsx. */
import { lines } from "../core/lines";
import type { Card, Id, Lang, Submission, Text } from "../core/types";

import { byWeight, type Counted, countedOf } from "./count";

/** Without a choice of the leader's the result is shown by so many cards. */
export const TOP = 10;

export interface Line extends Counted {
  id: Id;
  board: Id;
  kind: string;
  text: string;
  lang: Lang;
  /** How many other cards were merged into it. */
  merged: number;
  /** The card it answers. */
  answers?: { kind: string; text: string; lang: Lang } | undefined;
  /** Only in this one, not in the one before. */
  added?: boolean;
  /** What stood behind it before, where that is another number now. */
  was?: Counted | undefined;
}

export interface Outcome {
  summary: Text;
  /** What the leader picked, in order; nothing picked: the first by votes. */
  cards: Line[];
  /** Did somebody pick? */
  picked: boolean;
  /** All others, most votes first. */
  others: Line[];
  /** Was in the one before, is not in this one. */
  removed: Line[];
  /** So many of those handed in are no longer on view. */
  missing: number;
  moved: boolean;
  /** The summary of the one before, where this one has another. */
  before?: Text | undefined;
}

export type Changes = NonNullable<Submission["changes"]>;

export type Entry = Counted & { card: Card; merged: number };

/** The line of a card; a card that has gone from view since has no words to show. */
function line(entry: Entry, known: ReadonlyMap<Id, Card>): Line {
  const { card, merged } = entry;
  const asked = card.answers === null ? undefined : known.get(card.answers);
  const answers = asked && { kind: asked.kind, text: asked.text, lang: asked.lang };
  return { id: card.id, board: card.board, kind: card.kind, text: card.text, lang: card.lang, ...countedOf(entry), merged, answers };
}

/** The picked ones in their order, or the first by votes. */
export function outcome(entries: readonly Entry[], order: readonly Id[], summary: Text, known: ReadonlyMap<Id, Card>): Outcome {
  const ranked = [...entries].sort((a, b) => byWeight(a, b) || a.card.id - b.card.id);
  const chosen = order.flatMap((id) => ranked.find((entry) => entry.card.id === id) ?? []);
  const shown = chosen.length ? chosen : ranked.slice(0, TOP);
  const drawn = (some: readonly Entry[]) => some.map((entry) => line(entry, known));
  return {
    summary,
    cards: drawn(shown),
    picked: chosen.length > 0,
    others: drawn(ranked.filter((entry) => !shown.includes(entry))),
    removed: [],
    missing: 0,
    moved: false,
  };
}

/** A result as it was handed in, with what `earlier` had otherwise. */
export function handedIn(submission: Submission, known: ReadonlyMap<Id, Card>, earlier?: Submission): Outcome {
  const entries = entriesOf(submission, known);
  const found = outcome(entries, picksOf(submission), submission.summary, known);
  found.missing = submission.cards.length - entries.length;
  if (!earlier || !submission.changes) return found;
  const changes = compare(earlier, found);
  const before = new Map(earlier.cards.map((one) => [one.card, one]));
  for (const one of [...found.cards, ...found.others]) {
    one.added = changes.added.includes(one.id);
    if (changes.votes.includes(one.id)) one.was = given(before.get(one.id)!);
  }
  found.removed = changes.removed.flatMap((id) => {
    const [card, was] = [known.get(id), before.get(id)!];
    return card ? [line({ card, ...given(was), merged: 0 }, known)] : [];
  });
  found.moved = changes.moved;
  if (changes.summary) found.before = earlier.summary;
  return found;
}

const given = (of: Submission["cards"][number]): Counted => countedOf(of);

const picksOf = (submission: Submission): Id[] => submission.cards.filter((one) => one.picked).map((one) => one.card);

function entriesOf(submission: Submission, known: ReadonlyMap<Id, Card>): Entry[] {
  return submission.cards.flatMap((one) => {
    const card = known.get(one.card);
    return card ? [{ card, ...given(one), merged: one.merged.length }] : [];
  });
}

/** What `now` has otherwise than what was handed in: as the reader sees it, cards shown first of all. */
export function compare(earlier: Submission, now: Outcome): Changes {
  const was = new Map(earlier.cards.map((one) => [one.card, one]));
  const picked = picksOf(earlier);
  const all = [...now.cards, ...now.others];
  const shown = now.cards.map((one) => one.id);
  const here = new Set(all.map((one) => one.id));
  const both = picked.filter((id) => shown.includes(id));
  return {
    added: shown.filter((id) => !was.has(id) || (picked.length > 0 && now.picked && !picked.includes(id))),
    removed: earlier.cards
      .map((one) => one.card)
      .filter((id) => !here.has(id) || (now.picked && picked.includes(id) && !shown.includes(id))),
    votes: all
      .filter((one) => was.has(one.id) && !sameCount(given(was.get(one.id)!), one))
      .map((one) => one.id),
    // Picking for the first time, or no more, is another order too.
    moved: now.picked !== picked.length > 0 || (now.picked && both.join() !== shown.filter((id) => both.includes(id)).join()),
    summary: !sameWords(earlier.summary, now.summary),
  };
}

export const howMany = (c: Changes): number =>
  c.added.length + c.removed.length + c.votes.length + Number(c.moved) + Number(c.summary);

const sameCount = (a: Counted, b: Counted): boolean =>
  a.votes === b.votes && a.hands === b.hands && a.place === b.place && JSON.stringify(a.numbers) === JSON.stringify(b.numbers);

const sameWords = (a: Text, b: Text): boolean =>
  lines(a.lo) === lines(b.lo) && lines(a.en) === lines(b.en);
