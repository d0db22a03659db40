/** The merge desk's state: which cards are looked at, which are picked, and the acts on them. */
import { act } from "../act";
import { computed, effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { t, type Card, type Id, type Text } from "../../core/client";
import { key } from "../../core/words";
import { toast } from "../../ui/toast";
import type { Room } from "../room";
import { openActs, type Acts } from "./acts";
import { openFacts, type Facts } from "./facts";
import { Marks } from "./marks";
import { ANYTHING, inOrder, sieve, steady, type Sort, type Wish } from "./sieve";
import { companions } from "./travel";

export type Asking =
  | { what: "new" | "split" | "to"; cards: Id[] }
  | { what: "theme" | "join"; theme: Id }
  | { what: "keys" };
/** What the left side shows: the groups one line each, their cards, or what was set aside. */
export type Side = "groups" | "cards" | "aside";

type Signals = { readonly [Name in keyof Wish]: Signal<Wish[Name]> };

export interface Desk extends Signals, Acts {
  readonly room: Room;
  readonly facts: Facts;
  readonly side: Signal<Side>;
  /** Themes without their cards, so that more of them are in sight. */
  readonly folded: Signal<boolean>;
  /** Themes that show all their cards, not the first few of them. */
  readonly unfolded: Signal<ReadonlySet<Id>>;
  /** So many of a theme's cards, from the first, are drawn. */
  drawnOf(theme: Id, all: number): number;
  /** The parked themes are drawn. */
  readonly parked: Signal<boolean>;
  /** Themes by their number, most first, instead of the chair's order. Only looked at: nothing is moved. */
  readonly byNumber: Signal<boolean>;
  readonly sort: Signal<Sort>;
  /** The cards that the filters leave, in order. */
  readonly shown: ReadonlySignal<readonly Card[]>;
  /** How many filters are on, besides group, search and "without theme". */
  readonly filters: ReadonlySignal<number>;
  clearFilters(): void;
  readonly picked: Marks;
  /** How many are picked; asked more often than which. */
  readonly count: ReadonlySignal<number>;
  /** Solutions travel with the problems they answer. */
  readonly along: Signal<boolean>;
  /** These and what travels with them. */
  withAlong(cards: readonly Id[]): Id[];
  /** A hand is on the list: its rows keep their order. */
  readonly hand: Signal<boolean>;
  /**
   * Of the picked, those that no list shows now: by search, group, kind or side, in a theme that is folded or parked. What is
   * scrolled by stands in its list as before: whoever picks along a list scrolls on.
   */
  readonly unseen: ReadonlySignal<readonly Id[]>;
  /** What an act is done with: the picked that are in sight, and those out of sight that were asked for. */
  readonly acting: ReadonlySignal<readonly Id[]>;
  /** The picked out of sight too, or those that were picked by one tap on their theme. Asked anew once they were in sight. */
  include(cards?: readonly Id[]): void;
  /** Which sheet is open. */
  readonly asking: Signal<Asking | undefined>;
  /** The one theme that all picked cards are in, if there is one: then they can be split out. */
  readonly within: ReadonlySignal<Id | undefined>;
  /** Make a theme of cards; undefined, or why not. */
  create(title: Text, cards: readonly Id[], from?: Id): Promise<string | undefined>;
  /** Keep the promise that the picked are on view. Returns how to stop. */
  watch(): () => void;
}

export function openDesk(room: Room): Desk {
  const facts = openFacts(room);
  const wish: Signals = {
    group: signal(ANYTHING.group),
    kind: signal(ANYTHING.kind),
    org: signal(ANYTHING.org),
    unplaced: signal(true),
    chosen: signal(false),
    changed: signal(false),
    top: signal(0),
    find: signal(""),
  };
  const sort = signal<Sort>("group");
  const picked = new Marks();
  const count = computed(() => picked.all.size);
  const picking = computed(() => count.value > 0);
  const along = signal(true);

  const filtered = computed(() => {
    const { group, kind, org, unplaced, chosen, changed, top, find } = wish;
    const wanted: Wish = {
      group: group.value,
      kind: kind.value,
      org: org.value,
      unplaced: unplaced.value,
      chosen: chosen.value,
      changed: changed.value,
      top: top.value,
      find: find.value,
    };
    const cards = wanted.group === null ? facts.cards.value : (facts.byGroup.value.get(wanted.group) ?? []);
    // A picked card stays where it is: it must not go from under the finger. Read aside: another pick is no reason to
    // go through them all again.
    const keep = picking.value ? here(picked.peek()) : NOTHING;
    return sieve(cards, wanted, key(wanted.find), facts.known.value, keep);
  });
  // What is picked within a theme has its place there, and no second one here.
  const here = (some: ReadonlySet<Id>): ReadonlySet<Id> => {
    const listed = new Set(last.map((card) => card.id));
    return new Set([...some].filter((id) => listed.has(id)));
  };
  const sorted = computed(() => inOrder(filtered.value, sort.value, facts.known.value));
  let last: readonly Card[] = [];
  let seen = "";
  const hand = signal(false);
  const shown = computed(() => {
    // Another filter or sort is another list, and is in order at once.
    const view = [sort, ...Object.values(wish)].map((one) => String(one.value)).join("|");
    const keeps = picking.value || (hand.value && view === seen);
    seen = view;
    return (last = keeps ? steady(last, sorted.value) : sorted.value);
  });

  const withAlong = (cards: readonly Id[]): Id[] =>
    along.value ? [...cards, ...companions(cards, facts.answers.value, facts.placeOf.value)] : [...cards];
  const acts = openActs(room, facts, picked, withAlong);

  const side = signal<Side>("cards");
  const folded = signal(false);
  const unfolded = signal<ReadonlySet<Id>>(NOTHING);
  const parked = signal(false);
  const drawnOf = (theme: Id, all: number) => (unfolded.value.has(theme) ? all : Math.min(all, folded.value ? 0 : FEW));
  const drawnIn = (theme: Id): ReadonlySet<Id> => {
    if (room.theme.value.get(theme)?.parked && !parked.value) return NOTHING;
    const cards = room.sourcesOf.value.get(theme) ?? [];
    return new Set(cards.slice(0, drawnOf(theme, cards.length)).map((one) => one.card));
  };
  const unseen = computed(() => {
    if (!picking.value) return [];
    const listed = side.value === "cards" ? new Set(shown.value.map((card) => card.id)) : NOTHING;
    const placeOf = facts.placeOf.value;
    const drawn = new Map<Id, ReadonlySet<Id>>();
    const inSight = (id: Id) => {
      if (listed.has(id)) return true;
      const place = placeOf(id);
      if (place === "aside" || place === undefined) return place === "aside" && side.value === "aside";
      if (!drawn.has(place)) drawn.set(place, drawnIn(place));
      return drawn.get(place)!.has(id);
    };
    return [...picked.all].filter((id) => !inSight(id));
  });
  const included = signal<ReadonlySet<Id>>(NOTHING);
  effect(() => {
    const away = new Set(unseen.value);
    const asked = [...included.peek()];
    if (asked.some((id) => !away.has(id))) included.value = new Set(asked.filter((id) => away.has(id)));
  });
  const acting = computed(() => {
    const away = new Set(unseen.value.filter((id) => !included.value.has(id)));
    return [...picked.all].filter((id) => !away.has(id));
  });

  return {
    ...wish,
    ...acts,
    hand,
    unseen,
    acting,
    include: (cards) => void (included.value = new Set([...included.peek(), ...(cards ?? unseen.peek())])),
    room,
    facts,
    side,
    folded,
    unfolded,
    drawnOf,
    parked,
    byNumber: signal(false),
    sort,
    shown,
    filters: computed(
      () =>
        [wish.kind.value !== null, wish.org.value !== null, wish.chosen.value, wish.changed.value, wish.top.value > 0].filter(
          Boolean,
        ).length,
    ),
    clearFilters() {
      wish.kind.value = wish.org.value = null;
      wish.chosen.value = wish.changed.value = false;
      wish.top.value = 0;
    },
    picked,
    count,
    along,
    withAlong,
    asking: signal<Asking | undefined>(undefined),
    within: computed(() => {
      const placed = room.placed.value;
      const found = new Set(acting.value.map((id) => placed.get(id)));
      return found.size === 1 ? [...found][0] : undefined;
    }),
    async create(title, cards, from) {
      const all = withAlong(cards);
      const done = await acts.give(all, (cards) =>
        from === undefined
          ? act(room.client, "theme.create", { title, cards }, true)
          : act(room.client, "theme.split", { title, cards, theme: from }, true),
      );
      if (typeof done === "string") return done;
      picked.drop(cards);
      return undefined;
    },
    watch: () => {
      let lost = 0;
      return effect(() => {
        const onView = room.card.value;
        const gone = [...picked.peek()].filter((id) => !onView.has(id));
        if (gone.length === 0) return;
        lost = gone.length;
        const away = new Set(gone);
        picked.set([...picked.peek()].filter((id) => !away.has(id)));
        toast(t("desk.gone_n", { n: lost }));
      });
    },
  };
}

const NOTHING: ReadonlySet<Id> = new Set();
/** A theme shows this many of its cards until asked for all. */
const FEW = 4;

let current: Desk | undefined;

/** The one desk of this page. No context: a sheet is drawn in a place of its own, where none would reach. */
export function useDesk(): Desk {
  if (!current) throw new Error("the desk is not open");
  return current;
}

/** The room's desk as one left it, filters and all; or a new one. */
export function enterDesk(room: Room): Desk {
  if (current?.room !== room) current = openDesk(room);
  return current;
}
