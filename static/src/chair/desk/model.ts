/** The merge desk's state: which cards are looked at, which are picked, and the acts on them. */
import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Card, Id, Text } from "../../core/client";
import { key } from "../../core/words";
import { byWeight, NONE } from "../../ui/count";
import { act } from "../act";
import type { Room } from "../room";
import { takeOff } from "./fly";
import { Marks } from "./marks";

export type Sort = "group" | "votes" | "newest";
export type Asking =
  | { what: "new" | "split" | "to"; cards: Id[] }
  | { what: "theme"; theme: Id }
  | { what: "keys" };

export interface Desk {
  readonly room: Room;
  readonly group: Signal<Id | null>;
  readonly kind: Signal<string | null>;
  readonly unplaced: Signal<boolean>;
  readonly find: Signal<string>;
  readonly sort: Signal<Sort>;
  /** The cards that the filters leave, in order. */
  readonly shown: ReadonlySignal<readonly Card[]>;
  readonly picked: Marks;
  /** Which sheet is open. */
  readonly asking: Signal<Asking | undefined>;
  /** The one theme that all picked cards are in, if there is one: then they can be split out. */
  readonly within: ReadonlySignal<Id | undefined>;
  place(theme: Id, cards: Iterable<Id>): Promise<void>;
  putBack(cards: Iterable<Id>): Promise<void>;
  /** Make a theme of cards; undefined, or why not. */
  create(title: Text, cards: readonly Id[], from?: Id): Promise<string | undefined>;
  order(theme: Id, before: Id | null): Promise<void>;
  /** One place earlier or later. */
  shift(theme: Id, by: -1 | 1): Promise<void>;
}

export function openDesk(room: Room): Desk {
  const { client } = room;
  const group = signal<Id | null>(null);
  const kind = signal<string | null>(null);
  const unplaced = signal(true);
  const find = signal("");
  const sort = signal<Sort>("group");
  const picked = new Marks();
  const asking = signal<Asking | undefined>(undefined);
  const keys = new WeakMap<Card, string>();
  const keyOf = (card: Card): string => {
    let found = keys.get(card);
    if (found === undefined) keys.set(card, (found = key(card.text)));
    return found;
  };

  const filtered = computed(() => {
    const sought = key(find.value);
    const placed = room.placed.value;
    return [...room.card.value.values()].filter(
      (card) =>
        // What was merged at its table comes with the card that it went under.
        card.into == null &&
        (group.value === null || card.group === group.value) &&
        (kind.value === null || card.kind === kind.value) &&
        // A picked card stays where it is: it must not go from under the finger.
        (!unplaced.value || !placed.has(card.id) || picked.all.has(card.id)) &&
        (!sought || keyOf(card).includes(sought)),
    );
  });
  const sorted = computed(() => {
    const votes = room.votes.value;
    const numbers = room.group.value;
    const byVotes = (a: Card, b: Card) => byWeight(votes.get(a.id) ?? NONE, votes.get(b.id) ?? NONE) || a.id - b.id;
    const number = (card: Card) => numbers.get(card.group)?.number ?? 0;
    const orders: Record<Sort, (a: Card, b: Card) => number> = {
      votes: byVotes,
      newest: (a, b) => b.at - a.at,
      group: (a, b) => number(a) - number(b) || byVotes(a, b),
    };
    return [...filtered.value].sort(orders[sort.value]);
  });
  let last: readonly Card[] = [];
  const shown = computed(() => (last = picked.all.size > 0 ? steady(last, sorted.value) : sorted.value));

  const give = async (name: string, data: Record<string, unknown>): Promise<boolean> =>
    !(await act(client, name, data)).refused;
  const themes = room.themes;
  const desk: Desk = {
    room,
    group,
    kind,
    unplaced,
    find,
    sort,
    shown,
    picked,
    asking,
    within: computed(() => {
      const found = new Set([...picked.all].map((id) => room.placed.value.get(id)));
      return found.size === 1 ? [...found][0] : undefined;
    }),
    async place(theme, cards) {
      const moving = [...cards].filter((id) => room.placed.peek().get(id) !== theme);
      if (moving.length === 0) return picked.clear();
      const land = takeOff(moving);
      if (!(await give("theme.place", { theme, cards: moving }))) return;
      picked.clear();
      land(theme);
    },
    async putBack(cards) {
      const moving = [...cards].filter((id) => room.placed.peek().has(id));
      if (moving.length === 0) return;
      if (await give("theme.unplace", { cards: moving })) picked.clear();
    },
    async create(title, cards, from) {
      const name = from === undefined ? "theme.create" : "theme.split";
      const reply = await act(client, name, { ...(from === undefined ? {} : { theme: from }), title, cards }, true);
      if (reply.refused) return reply.say;
      picked.clear();
      return undefined;
    },
    async order(theme, before) {
      if (theme !== before) await give("theme.order", { theme, before });
    },
    async shift(theme, by) {
      const all = themes.peek();
      const at = all.findIndex((one) => one.id === theme);
      if (by < 0 ? at <= 0 : at >= all.length - 1) return;
      const before = all[by < 0 ? at - 1 : at + 2];
      await give("theme.order", { theme, before: before?.id ?? null });
    },
  };
  return desk;
}

/** Keep the order there was, with newcomers at the end: rows must not move while someone is picking among them. */
function steady(before: readonly Card[], now: readonly Card[]): readonly Card[] {
  const at = new Map(before.map((card, i) => [card.id, i]));
  const late = before.length;
  return [...now].sort((a, b) => (at.get(a.id) ?? late) - (at.get(b.id) ?? late));
}

let current: Desk | undefined;

/** The one desk of this page. No context: a sheet is drawn in a place of its own, where none would reach. */
export function useDesk(): Desk {
  if (!current) throw new Error("the desk is not open");
  return current;
}

export function enterDesk(desk: Desk): Desk {
  current = desk;
  return desk;
}
