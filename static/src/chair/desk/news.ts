/**
 * What is new at a table since one looked: kept in this browser, a group at a time. Whoever never looked is shown what
 * the group itself changed since it handed in the time before.
 */
import { signal } from "@preact/signals";
import type { Card, Group, Id, Submission } from "../../core/client";
import { store } from "../../core/store";

/** How a card differs: not there before, other words, other votes. */
export type Change = "new" | "words" | "votes";

export interface Looked {
  /** The result that was the latest then; 0: none. */
  number: number;
  /** The cards that were there, each with a print of its words. */
  cards: Record<Id, string>;
}

export interface News {
  changes: Map<Id, Change>;
  removed: number;
  /** The chosen cards are others, or in another order. */
  moved: boolean;
  summary: boolean;
}
export const NO_NEWS: News = { changes: new Map(), removed: 0, moved: false, summary: false };

export const anyNews = (news: News): boolean =>
  news.changes.size > 0 || news.removed > 0 || news.moved || news.summary;

/** `results`: all that this group handed in, the latest last. */
export function newsOf(cards: readonly Card[], results: readonly Submission[], looked: Looked | undefined): News {
  const news: News = { changes: new Map(), removed: 0, moved: false, summary: false };
  const since = looked?.number ?? (results.at(-1)?.number ?? 1) - 1;
  for (const { number, changes } of results) {
    if (number <= since || !changes) continue;
    for (const id of changes.votes) news.changes.set(id, "votes");
    for (const id of changes.added) news.changes.set(id, "new");
    if (!looked) news.removed += changes.removed.length;
    news.moved ||= changes.moved;
    news.summary ||= changes.summary;
  }
  if (looked) {
    const there = new Set<Id>();
    for (const card of cards) {
      there.add(card.id);
      const before = looked.cards[card.id];
      if (before === undefined) news.changes.set(card.id, "new");
      else if (before !== printOf(card)) news.changes.set(card.id, "words");
    }
    for (const id of Object.keys(looked.cards)) if (!there.has(Number(id))) news.removed++;
  }
  return news;
}

const prints = new WeakMap<Card, string>();

/** FNV-1a: tells two wordings of one card apart, and takes six letters to keep. */
function printOf(card: Card): string {
  let print = prints.get(card);
  if (print === undefined) {
    let hash = 0x811c9dc5;
    for (let i = 0; i < card.text.length; i++) hash = Math.imul(hash ^ card.text.charCodeAt(i), 0x01000193);
    prints.set(card, (print = (hash >>> 0).toString(36)));
  }
  return print;
}

/** What one has looked at, in this workshop, by this browser. */
export function openDiary(code: string) {
  const name = `ws:${code}:desk:looked`;
  const pages = signal<Readonly<Record<Id, Looked>>>(read(name));
  return {
    of: (group: Id): Looked | undefined => pages.value[group],
    look(group: Group, cards: readonly Card[], number: number): void {
      const seen = Object.fromEntries(cards.map((card) => [card.id, printOf(card)]));
      pages.value = { ...pages.peek(), [group.id]: { number, cards: seen } };
      store.set(name, JSON.stringify(pages.peek()));
    },
  };
}

function read(name: string): Record<Id, Looked> {
  try {
    return JSON.parse(store.get(name) ?? "{}") as Record<Id, Looked>;
  } catch {
    return {};
  }
}
