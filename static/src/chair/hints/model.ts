/** From what was found alike to what is proposed: only cards as they are now, and what the team has already decided. */
import type { Card, Id, Text } from "../../core/client";
import type { Gathered, Span } from "../../core/gather";
import type { Place } from "../desk/travel";
import { suggested } from "./title";

export interface Hint {
  /** Its cards' ids: the same cards are the same hint. */
  key: string;
  kind: string;
  /** Not in a theme yet; the one most like the others first. */
  cards: readonly Card[];
  /** The theme that some of them are in already. */
  theme: Id | undefined;
  /** Those in it. */
  there: readonly Card[];
  /** All of them, for a refusal. */
  ids: readonly Id[];
  groups: number;
  spans: ReadonlyMap<Id, readonly Span[]>;
  /** What a new theme may be called. */
  title: Text;
}

export interface World {
  card(id: Id): Card | undefined;
  place(id: Id): Place;
  /** Were these two said not to be the same? */
  apart(a: Id, b: Id): boolean;
  /** A card's text when it was looked through. */
  looked(id: Id): string | undefined;
}

export function hintsOf(found: readonly Gathered[], world: World): Hint[] {
  return found.flatMap((one) => proposal(one, world) ?? []);
}

function proposal({ ids, spans }: Gathered, world: World): Hint | undefined {
  const on = ids.flatMap((id) => world.card(id) ?? []).filter((card) => card.into == null);
  const loose = on.filter((card) => world.place(card.id) === undefined);
  if (loose.length === 0) return;
  const theme = fullest(on, world.place);
  // What lies in yet another theme was put there by somebody; it stays.
  const there = theme === undefined ? [] : on.filter((card) => world.place(card.id) === theme);
  const all = [...loose, ...there];
  const groups = new Set(all.map((card) => card.group)).size;
  if (groups < 2 || all.some((a, at) => all.slice(at + 1).some((b) => world.apart(a.id, b.id)))) return;
  return {
    key: all.map(({ id }) => id).sort((a, b) => a - b).join("-"),
    kind: loose[0]!.kind,
    cards: loose,
    theme,
    there,
    ids: all.map(({ id }) => id),
    groups,
    spans: new Map(all.map(({ id, text }) => [id, world.looked(id) === text ? spans[ids.indexOf(id)]! : []])),
    title: suggested(all),
  };
}

/** The theme with most of them; the older of two. */
function fullest(cards: readonly Card[], place: (id: Id) => Place): Id | undefined {
  const counts = new Map<Id, number>();
  for (const { id } of cards) {
    const at = place(id);
    if (typeof at === "number") counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
}

/** A text in parts, those marked that others say too. */
export function marked(text: string, spans: readonly Span[]): { text: string; on: boolean }[] {
  const parts: { text: string; on: boolean }[] = [];
  let at = 0;
  for (const [from, to] of spans) {
    if (from > at) parts.push({ text: text.slice(at, from), on: false });
    parts.push({ text: text.slice(from, to), on: true });
    at = to;
  }
  if (at < text.length) parts.push({ text: text.slice(at), on: false });
  return parts;
}
