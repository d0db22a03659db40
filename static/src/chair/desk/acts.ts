/** What is done with cards and themes. A card that just left the board stays out; the rest goes on. */
import type { ReadonlySignal } from "@preact/signals";
import { t, type Id, type Reply } from "../../core/client";
import { toast } from "../../ui/toast";
import { act } from "../act";
import type { Room } from "../room";
import type { Facts } from "./facts";
import { takeOff } from "./fly";
import type { Marks } from "./marks";
import type { Place } from "./travel";

/** Cards that the server moves in one step. */
const MOST = 500;

/** One command about some of the cards. Where it makes a theme, what is too much for one step follows into it. */
export type Step = (cards: readonly Id[]) => Promise<Reply<{ theme: Id } | object>>;

export interface Acts {
  /** Into a theme, at its end or before one of its cards. */
  place(theme: Id, cards: Iterable<Id>, before?: Id): Promise<void>;
  /** Out of their themes, among the groups' cards again. */
  putBack(cards: Iterable<Id>): Promise<void>;
  /** Set aside, or back among the groups' cards. */
  park(cards: Iterable<Id>, on: boolean): Promise<void>;
  /** Cards of one theme, one place earlier or later in it. */
  move(theme: Id, cards: readonly Id[], by: -1 | 1): Promise<void>;
  order(theme: Id, before: Id | null): Promise<void>;
  /** A theme, one place earlier or later. */
  shift(theme: Id, by: -1 | 1): Promise<void>;
  join(theme: Id, themes: readonly Id[]): Promise<void>;
  parkTheme(theme: Id, on: boolean): Promise<void>;
  /** A command about cards: those it was done with, or why nothing was. */
  give(cards: readonly Id[], step: Step): Promise<Id[] | string>;
}

/** Until what was wished has come back as what is: the answer may be here before it. Never long, should nothing change. */
function other<T>(of: ReadonlySignal<T>, before: T): Promise<void> {
  return new Promise((done) => {
    const late = setTimeout(() => end(), LATE);
    const stop = of.subscribe((now) => {
      if (now !== before) queueMicrotask(end);
    });
    const end = () => {
      clearTimeout(late);
      stop();
      done();
    };
  });
}
const LATE = 1_000;

export function openActs(room: Room, facts: Facts, picked: Marks, withAlong: (cards: readonly Id[]) => Id[]): Acts {
  const { client } = room;
  let shifted: Promise<void> = Promise.resolve();

  const into = (theme: Id): Step => (cards) => act(client, "theme.place", { cards, theme }, true);
  const out: Step = (cards) => act(client, "theme.unplace", { cards }, true);
  const aside = (on: boolean): Step => (cards) => act(client, "card.park", { cards, on }, true);

  async function give(cards: readonly Id[], step: Step): Promise<Id[] | string> {
    let left = [...cards];
    let lost = 0;
    const done: Id[] = [];
    do {
      const part = left.slice(0, MOST);
      const reply = await step(part);
      if (!reply.refused) {
        done.push(...part);
        left = left.slice(part.length);
        if ("theme" in reply.ok) step = into(reply.ok.theme);
        continue;
      }
      const there = reply.refused === "not_found" && reply.field === "cards" ? stillThere(left, reply.card) : left;
      if (there.length === left.length) return reply.say;
      lost += left.length - there.length;
      left = there;
      if (left.length === 0 && done.length === 0) return t("desk.all_gone");
    } while (left.length > 0);
    if (lost > 0) toast(t("desk.left_out", { n: lost }));
    return done;
  }

  /** Without the card that was refused, and whatever else is known to have gone. */
  const stillThere = (cards: readonly Id[], refused: unknown): Id[] => {
    const onView = room.card.peek();
    return cards.filter((id) => id !== refused && onView.get(id)?.into !== refused && onView.has(id));
  };

  const said = (done: Id[] | string): done is Id[] => {
    if (typeof done === "string") toast(done);
    return typeof done !== "string";
  };

  /** What came along is said, with the way to leave it where it was. */
  function tell(asked: readonly Id[], done: readonly Id[], before: ReadonlyMap<Id, Place>): void {
    const own = new Set(asked);
    const came = done.filter((id) => !own.has(id));
    if (came.length === 0) return;
    toast(t("desk.came_along", { n: came.length }), {
      label: t("desk.without_them"),
      act: () => void restore(came, before),
    });
  }

  async function restore(cards: readonly Id[], before: ReadonlyMap<Id, Place>): Promise<void> {
    const by = (of: (place: Place) => boolean) => cards.filter((id) => of(before.get(id)));
    const [loose, parked] = [by((place) => place === undefined), by((place) => place === "aside")];
    if (loose.length) said(await give(loose, out));
    if (parked.length) said(await give(parked, aside(true)));
    for (const theme of new Set(cards.map((id) => before.get(id))))
      if (typeof theme === "number") said(await give(by((place) => place === theme), into(theme)));
  }

  const places = (cards: readonly Id[]) => new Map(cards.map((id) => [id, facts.placeOf.peek()(id)]));

  /** Of these cards and their company, those that are not there yet. */
  const moving = (cards: readonly Id[], there: Place) => {
    const placeOf = facts.placeOf.peek();
    return withAlong(cards).filter((id) => placeOf(id) !== there);
  };

  return {
    give,
    async place(theme, cards, before) {
      const asked = [...cards];
      const all = before === undefined ? moving(asked, theme) : within(asked, theme);
      if (all.length === 0) return picked.drop(asked);
      const was = places(all);
      const land = takeOff(all);
      const done = await give(all, before === undefined ? into(theme) : (cards) => act(client, "theme.place", { cards, theme, before }, true));
      if (!said(done)) return;
      picked.drop(asked);
      land(theme);
      tell(asked, done, was);
    },
    async putBack(cards) {
      const asked = [...cards].filter((id) => room.placed.peek().has(id));
      const all = moving(asked, undefined);
      if (all.length === 0) return;
      const was = places(all);
      const done = await give(all, out);
      if (!said(done)) return;
      picked.drop(asked);
      tell(asked, done, was);
    },
    async park(cards, on) {
      const asked = [...cards].filter((id) => (facts.placeOf.peek()(id) === "aside") !== on);
      const all = on ? moving(asked, "aside") : asked;
      if (all.length === 0) return picked.drop(asked);
      const was = places(all);
      const done = await give(all, aside(on));
      if (!said(done)) return;
      picked.drop(asked);
      tell(asked, done, was);
    },
    async move(theme, cards, by) {
      const own = new Set(cards);
      const order = (room.sourcesOf.peek().get(theme) ?? []).map((source) => source.id);
      const moved = order.filter((id) => own.has(id));
      if (moved.length === 0) return;
      const [first, last] = [order.indexOf(moved[0]!), order.lastIndexOf(moved.at(-1)!)];
      if (by < 0) {
        const before = order[first - 1];
        if (before !== undefined) await act(client, "theme.place", { theme, cards: moved, before });
        return;
      }
      const next = order[last + 1];
      if (next === undefined) return;
      // There is no "after": the one behind goes before them.
      await act(client, "theme.place", { theme, cards: [next], before: moved[0]! });
    },
    async order(theme, before) {
      if (theme !== before) await act(client, "theme.order", { theme, before });
    },
    shift(theme, by) {
      const step = async () => {
        const all = room.themes.peek();
        const at = all.findIndex((one) => one.id === theme);
        if (at < 0 || (by < 0 ? at === 0 : at === all.length - 1)) return;
        const before = all[by < 0 ? at - 1 : at + 2];
        const reply = await act(client, "theme.order", { theme, before: before?.id ?? null });
        if (!reply.refused) await other(room.themes, all);
      };
      // Keys are faster than answers: each goes on from where the one before led.
      return (shifted = shifted.then(step, step));
    },
    async join(theme, themes) {
      await act(client, "theme.join", { theme, themes });
    },
    async parkTheme(theme, on) {
      await act(client, "theme.park", { theme, on });
    },
  };

  /** Put to a certain place: those of this theme move in it, and bring nobody. */
  function within(cards: readonly Id[], theme: Id): Id[] {
    const placed = room.placed.peek();
    const fresh = cards.filter((id) => placed.get(id) !== theme);
    return fresh.length === 0 ? [...cards] : withAlong(cards);
  }
}
