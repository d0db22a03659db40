/** The hints of this page: cards go to the gathering's thread as they change, and what it finds becomes proposals. */
import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import type { Id } from "../../core/client";
import type { Gathered } from "../../core/gather";
import { startGathering } from "../../core/gathering";
import type { Facts } from "../desk/facts";
import type { Room } from "../room";
import { hintsOf, type Hint } from "./model";

/** A change of a moment ago is followed by more: it is looked through when they rest. */
const REST = 400;

export interface Hints {
  /** In an order that holds while one reads: what is new comes last. */
  readonly all: ReadonlySignal<readonly Hint[]>;
  /** Nothing was heard yet. */
  readonly looking: ReadonlySignal<boolean>;
  /** Begin to look, for as long as the page is open. Returns how to stop. */
  watch(open: () => Worker): () => void;
}

function openHints(room: Room, facts: Facts): Hints {
  const { client } = room;
  const found = signal<readonly Gathered[] | undefined>(undefined);
  const texts = new Map<Id, string>();
  const refused = computed(() => client.all("refusal").value.map((one) => one.cards));
  const synonyms = computed(() => client.all("synonym").value.map((one) => one.words));
  const apart = computed(() => {
    const beside = new Map<Id, Set<Id>>();
    for (const ids of refused.value)
      for (const id of ids) {
        const others = beside.get(id) ?? new Set();
        ids.forEach((other) => others.add(other));
        beside.set(id, others);
      }
    return beside;
  });
  let last: readonly Hint[] = [];
  const all = computed(() => {
    const cards = room.card.value;
    const beside = apart.value;
    const now = hintsOf(found.value ?? [], {
      card: (id) => cards.get(id),
      place: facts.placeOf.value,
      apart: (a, b) => beside.get(a)?.has(b) ?? false,
      looked: (id) => texts.get(id),
    });
    return (last = steady(last, now));
  });

  return {
    all,
    looking: computed(() => found.value === undefined && facts.cards.value.length > 0),
    watch(open) {
      const gathering = startGathering(open, (told) => (found.value = told));
      let later: ReturnType<typeof setTimeout> | undefined;
      const stop = effect(() => {
        const items = facts.cards.value.map(({ id, text, kind, group }) => ({ id, text, kind, group }));
        const wanted = { items, apart: refused.value, synonyms: synonyms.value };
        clearTimeout(later);
        if (items.length === 0) return void (found.value = undefined);
        later = setTimeout(() => {
          for (const item of items) texts.set(item.id, item.text);
          gathering.ask(wanted);
        }, REST);
      });
      return () => {
        stop();
        clearTimeout(later);
        gathering.stop();
      };
    },
  };
}

/** Nothing moves under the finger: each proposal stays where one with a card of it stood. */
export function steady(before: readonly Hint[], now: readonly Hint[]): readonly Hint[] {
  const place = new Map<Id, number>();
  before.forEach((hint, at) => hint.ids.forEach((id) => place.set(id, at)));
  const at = (hint: Hint) => Math.min(...hint.ids.map((id) => place.get(id) ?? Infinity));
  return [...now].map((hint, n) => ({ hint, n, at: at(hint) })).sort((a, b) => (a.at === b.at ? 0 : a.at - b.at) || a.n - b.n).map(({ hint }) => hint);
}

let current: { room: Room; hints: Hints } | undefined;

/** The one of this page: what was found is kept while one looks elsewhere. */
export function enterHints(room: Room, facts: Facts): Hints {
  if (current?.room !== room) current = { room, hints: openHints(room, facts) };
  return current.hints;
}
