/** Where a theme comes from and where a card went: worked out from what the page has, for the sheet that walks both ways. */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { Card, Group, Id, Remark, Source, Theme } from "../../core/client";
import { byWeight } from "../../ui/count";
import { inOrderSaid } from "../../ui/said";
import type { Room } from "../room";

/** What hangs on a card besides its words. */
export interface Trace {
  /** Cards that were merged under it at its table. */
  merged: readonly Card[];
  /** Cards that answer it or one of those. */
  answers: readonly Card[];
  /** Said under it and under those, in the order written. */
  replies: readonly Remark[];
}

export interface Traces {
  of(card: Id): Trace;
}

const NOTHING: Trace = { merged: [], answers: [], replies: [] };

export function openTraces(room: Room): ReadonlySignal<Traces> {
  const { client } = room;
  const index = computed(() => {
    const found = new Map<Id, { merged: Card[]; answers: Card[]; replies: Remark[] }>();
    const at = (id: Id) => {
      let one = found.get(id);
      if (!one) found.set(id, (one = { merged: [], answers: [], replies: [] }));
      return one;
    };
    const cards = room.card.value;
    const head = (id: Id): Id => cards.get(id)?.into ?? id;
    for (const card of cards.values()) {
      if (card.into != null) at(card.into).merged.push(card);
      if (card.answers !== null && cards.has(card.answers)) at(head(card.answers)).answers.push(card);
    }
    for (const reply of client.all("reply").value)
      if (!reply.hidden && !reply.withdrawn) at(head(reply.card)).replies.push(reply);
    for (const { replies } of found.values()) replies.sort(inOrderSaid);
    return found;
  });
  return computed(() => ({ of: (card) => index.value.get(card) ?? NOTHING }));
}

/** Where a card went, forward: the card that it was merged under, and the theme that holds that one. */
export interface Way {
  head: Card | undefined;
  theme: Theme | undefined;
  /** Set aside for now. */
  aside: boolean;
}

export function wayOf(room: Room, card: Card): Way {
  const head = card.into == null ? undefined : room.card.value.get(card.into);
  const standsFor = head?.id ?? card.id;
  const theme = room.theme.value.get(room.placed.value.get(standsFor) ?? 0);
  const source = room.client.one<Source>(`source:${standsFor}`).value;
  return { head, theme, aside: source !== undefined && source.theme === null };
}

/** What a theme is made of, table by table in their order; and the tables that bring nothing to it. */
export interface Origin {
  tables: { group: Group; sources: Source[] }[];
  silent: Group[];
  merged: number;
}

export function originOf(room: Room, theme: Id): Origin {
  const sources = room.sourcesOf.value.get(theme) ?? [];
  const tables = room.groups.value.map((group) => ({
    group,
    sources: sources.filter((source) => source.group === group.id).sort((a, b) => byWeight(a, b) || a.position - b.position),
  }));
  return {
    tables: tables.filter((one) => one.sources.length > 0),
    silent: tables.filter((one) => one.sources.length === 0).map((one) => one.group),
    merged: sources.reduce((sum, source) => sum + source.merged, 0),
  };
}

/** In what its table handed in last: chosen to present, handed in, or not. */
export function handedIn(room: Room, card: Card): "chosen" | "handed" | undefined {
  const mine = room.client.all("submission").value.filter((one) => one.group === card.group);
  const last = mine.reduce<(typeof mine)[number] | undefined>((a, b) => (a && a.number > b.number ? a : b), undefined);
  const found = last?.cards.find((one) => one.card === card.id || one.merged.includes(card.id));
  return found && (found.picked ? "chosen" : "handed");
}
