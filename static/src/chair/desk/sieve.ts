/** Which cards are looked at, and in which order. Plain functions on plain maps: two thousand cards pass in a few ms. */
import type { Card, Id, Org } from "../../core/client";
import { byWeight, NONE, type Counted } from "../../ui/count";
import type { Place } from "./travel";

export type Sort = "group" | "result" | "votes" | "newest";
export const SORTS: readonly Sort[] = ["group", "result", "votes", "newest"];

/** What is looked for. `null`, `false`, 0 and "" ask for nothing. */
export interface Wish {
  group: Id | null;
  kind: string | null;
  /** An organisation, a sort of organisation, or cards that name none. */
  org: Id | `kind:${string}` | "none" | null;
  unplaced: boolean;
  /** Chosen by their group to present. */
  chosen: boolean;
  changed: boolean;
  /** So many of each group's cards with most votes. */
  top: number;
  find: string;
}
export const ANYTHING: Wish = {
  group: null,
  kind: null,
  org: null,
  unplaced: false,
  chosen: false,
  changed: false,
  top: 0,
  find: "",
};

export interface Known {
  orgs: ReadonlyMap<Id, Org>;
  votes: ReadonlyMap<Id, Counted>;
  /** A card's place among its group's by votes, from 1. */
  rank: ReadonlyMap<Id, number>;
  /** A card's place in what its group handed in: those chosen first. */
  handed: ReadonlyMap<Id, { at: number; picked: boolean }>;
  changed: ReadonlyMap<Id, unknown>;
  number: (group: Id) => number;
  placeOf: (card: Id) => Place;
  keyOf: (card: Card) => string;
}

/** `sought` is the key of what is typed. A card that `keep` names stays, placed or not. */
export function sieve(cards: readonly Card[], wish: Wish, sought: string, known: Known, keep: ReadonlySet<Id>): Card[] {
  const { group, kind, top } = wish;
  const concerns = organisation(wish.org, known.orgs);
  return cards.filter(
    (card) =>
      (group === null || card.group === group) &&
      (kind === null || card.kind === kind) &&
      (!wish.unplaced || known.placeOf(card.id) === undefined || keep.has(card.id)) &&
      (!wish.chosen || known.handed.get(card.id)?.picked === true) &&
      (!wish.changed || known.changed.has(card.id)) &&
      (top === 0 || (known.rank.get(card.id) ?? Infinity) <= top) &&
      (!concerns || concerns(card)) &&
      (!sought || known.keyOf(card).includes(sought)),
  );
}

function organisation(org: Wish["org"], orgs: Known["orgs"]): ((card: Card) => boolean) | undefined {
  if (org === null) return undefined;
  if (org === "none") return (card) => card.org === null;
  if (typeof org === "number") return (card) => card.org === org;
  const kind = org.slice("kind:".length);
  return (card) => card.org !== null && orgs.get(card.org)?.kind === kind;
}

export function inOrder(cards: readonly Card[], sort: Sort, known: Known): Card[] {
  const { votes, handed, number } = known;
  const byVotes = (a: Card, b: Card) => byWeight(votes.get(a.id) ?? NONE, votes.get(b.id) ?? NONE) || a.id - b.id;
  const byGroup = (a: Card, b: Card) => number(a.group) - number(b.group);
  const at = (card: Card) => handed.get(card.id)?.at ?? Infinity;
  const asHanded = (a: Card, b: Card) => (at(a) === at(b) ? 0 : at(a) - at(b));
  const orders: Record<Sort, (a: Card, b: Card) => number> = {
    votes: byVotes,
    newest: (a, b) => (b.at ?? 0) - (a.at ?? 0),
    group: (a, b) => byGroup(a, b) || byVotes(a, b),
    result: (a, b) => byGroup(a, b) || asHanded(a, b) || byVotes(a, b),
  };
  return [...cards].sort(orders[sort]);
}

/** The place of each card among its group's by votes; a card without votes has none. */
export function ranked(cards: readonly Card[], votes: ReadonlyMap<Id, Counted>): Map<Id, number> {
  const voted = cards.filter((card) => weight(votes.get(card.id)) > 0);
  voted.sort((a, b) => byWeight(votes.get(a.id)!, votes.get(b.id)!) || a.id - b.id);
  const counts = new Map<Id, number>();
  const rank = new Map<Id, number>();
  for (const card of voted) {
    const place = (counts.get(card.group) ?? 0) + 1;
    counts.set(card.group, place);
    rank.set(card.id, place);
  }
  return rank;
}

const weight = (of: Counted | undefined): number => (of ? of.votes + (of.hands || 0) : 0);

/** Keep the order there was, with newcomers at the end: rows must not move while someone is picking among them. */
export function steady(before: readonly Card[], now: readonly Card[]): readonly Card[] {
  const at = new Map(before.map((card, i) => [card.id, i]));
  const late = before.length;
  return [...now].sort((a, b) => (at.get(a.id) ?? late) - (at.get(b.id) ?? late));
}
