/** What the desk's lists ask of the records, indexed once for all of them. */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { Card, Id, Org, Source, Submission } from "../../core/client";
import { key } from "../../core/words";
import type { Room } from "../room";
import { anyNews, newsOf, NO_NEWS, openDiary, type Change, type News } from "./news";
import { ranked, type Known } from "./sieve";
import type { Place } from "./travel";

export interface Facts {
  /** Cards that stand for themselves: what was merged at its table comes with the card that it went under. */
  readonly cards: ReadonlySignal<readonly Card[]>;
  /** How many the room knows: these, and what lies in a theme while its board is private again. */
  readonly told: ReadonlySignal<number>;
  readonly byGroup: ReadonlySignal<ReadonlyMap<Id, readonly Card[]>>;
  /** How many were merged under a card. */
  readonly merged: ReadonlySignal<ReadonlyMap<Id, number>>;
  /** problem -> the solutions on view that answer it, of its own group */
  readonly answers: ReadonlySignal<ReadonlyMap<Id, readonly Id[]>>;
  /** Set aside, the latest last. */
  readonly aside: ReadonlySignal<readonly Source[]>;
  readonly placeOf: ReadonlySignal<(card: Id) => Place>;
  /** All that a group handed in, the latest last. */
  readonly results: ReadonlySignal<ReadonlyMap<Id, readonly Submission[]>>;
  readonly handed: ReadonlySignal<ReadonlyMap<Id, { at: number; picked: boolean }>>;
  readonly news: ReadonlySignal<ReadonlyMap<Id, News>>;
  readonly changed: ReadonlySignal<ReadonlyMap<Id, Change>>;
  readonly orgs: ReadonlySignal<ReadonlyMap<Id, Org>>;
  readonly known: ReadonlySignal<Known>;
  keyOf(card: Card): string;
  /** From here on this group's cards are seen. */
  look(group: Id): void;
  /** It is opened for the first time: what becomes different from here on is marked. */
  begin(group: Id): void;
}

export function openFacts(room: Room): Facts {
  const { client } = room;
  const diary = openDiary(client.code);
  const keys = new WeakMap<Card, string>();
  const keyOf = (card: Card): string => {
    let found = keys.get(card);
    if (found === undefined) keys.set(card, (found = key(card.text)));
    return found;
  };

  const cards = computed(() => [...room.card.value.values()].filter((card) => card.into == null));
  const told = computed(() => {
    const here = new Set(cards.value.map((card) => card.id));
    return here.size + [...room.placed.value.keys()].filter((id) => !here.has(id)).length;
  });
  const byGroup = computed(() => gathered(cards.value, (card) => card.group));
  const merged = computed(() => {
    const counts = new Map<Id, number>();
    for (const { into } of room.card.value.values()) if (into != null) counts.set(into, (counts.get(into) ?? 0) + 1);
    return counts;
  });
  const answers = computed(() => {
    const all = room.card.value;
    const found = new Map<Id, Id[]>();
    for (const card of cards.value) {
      const answered = card.answers === null ? undefined : all.get(card.answers);
      if (!answered || answered.group !== card.group) continue;
      const head = answered.into ?? answered.id;
      const list = found.get(head);
      if (list) list.push(card.id);
      else found.set(head, [card.id]);
    }
    return found;
  });
  const aside = computed(() => client.all("source").value.filter((source) => source.theme === null));
  const placeOf = computed(() => {
    const placed = room.placed.value;
    const away = new Set(aside.value.map((source) => source.card));
    return (card: Id): Place => placed.get(card) ?? (away.has(card) ? "aside" : undefined);
  });

  const results = computed(() => {
    const all = [...client.all("submission").value].sort((a, b) => a.number - b.number);
    return gathered(all, (one) => one.group);
  });
  const handed = computed(() => {
    const found = new Map<Id, { at: number; picked: boolean }>();
    for (const list of results.value.values())
      list.at(-1)!.cards.forEach(({ card, picked }, at) => found.set(card, { at: picked ? at : at + 1000, picked }));
    return found;
  });
  const news = computed(() => {
    const found = new Map<Id, News>();
    for (const { id } of room.groups.value)
      found.set(id, newsOf(byGroup.value.get(id) ?? [], results.value.get(id) ?? [], diary.of(id)));
    return found;
  });
  const changed = computed(() => {
    const found = new Map<Id, Change>();
    for (const { changes } of news.value.values()) for (const [id, change] of changes) found.set(id, change);
    return found;
  });

  const orgs = computed(() => new Map(client.all("org").value.map((org) => [org.id, org])));
  const rank = computed(() => ranked(cards.value, room.votes.value));
  const known = computed((): Known => {
    const groups = room.group.value;
    return {
      orgs: orgs.value,
      votes: room.votes.value,
      // Worked out when a filter asks for it.
      get rank() {
        return rank.value;
      },
      get handed() {
        return handed.value;
      },
      get changed() {
        return changed.value;
      },
      number: (group) => groups.get(group)?.number ?? 0,
      placeOf: placeOf.value,
      keyOf,
    };
  });

  const look = (id: Id) => {
    const group = room.group.peek().get(id);
    if (group) diary.look(group, byGroup.peek().get(id) ?? [], results.peek().get(id)?.at(-1)?.number ?? 0);
  };
  return {
    cards,
    told,
    byGroup,
    merged,
    answers,
    aside,
    placeOf,
    results,
    handed,
    news,
    changed,
    orgs,
    known,
    keyOf,
    look,
    begin(id) {
      if (!diary.of(id) && !anyNews(news.peek().get(id) ?? NO_NEWS) && byGroup.peek().has(id)) look(id);
    },
  };
}

export const newsOfGroup = (facts: Facts, group: Id): News => facts.news.value.get(group) ?? NO_NEWS;

function gathered<T>(all: readonly T[], by: (one: T) => Id): Map<Id, T[]> {
  const found = new Map<Id, T[]>();
  for (const one of all) {
    const list = found.get(by(one));
    if (list) list.push(one);
    else found.set(by(one), [one]);
  }
  return found;
}
