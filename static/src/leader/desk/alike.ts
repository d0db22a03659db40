/* Groups of cards that may say the same, worked out while the desk is at rest; what a leader called not the same stays apart. */
import { effect, signal } from "@preact/signals";
import type { Id } from "../../core/client";
import { type Alike, pairs } from "../../core/similar";
import { store } from "../../core/store";
import type { Shown } from "../../phone/cards";
import { use } from "../../phone/world";
import { heads } from "./state";
import { quiet } from "./steady";

/** A burst of new cards is looked at once, ms. */
const REST = 800;
/** Looking takes an old phone long when cards are many: it spends one part in so many of its time on it. */
const SHARE = 20;

const found = signal<readonly Alike<Shown>[] | null>(null);
/** Null until it was looked for. */
export const alike = (): readonly Alike<Shown>[] | null => found.value;

const place = () => {
  const { client, board } = use();
  return `ws:${client.code}:apart:${board.value?.id}`;
};
const pairKey = (a: Id, b: Id) => (a < b ? `${a}-${b}` : `${b}-${a}`);
/** Kept on this device, for this board. */
const refusedPairs = (): Set<string> => new Set((store.get(place()) ?? "").split(" ").filter(Boolean));
const refused = signal(0);

/** These were looked at and are not the same: they are not offered together again. */
export function keepApart(cards: readonly Shown[]): () => void {
  const before = store.get(place());
  const all = refusedPairs();
  for (const [at, one] of cards.entries()) for (const other of cards.slice(at + 1)) all.add(pairKey(one.card!.id, other.card!.id));
  store.set(place(), [...all].join(" "));
  refused.value++;
  return () => {
    before === null ? store.drop(place()) : store.set(place(), before);
    refused.value++;
  };
}

/** Look for them from now on; returns how to stop. A vote being given or a timer running changes no words: no new look. */
export function watchAlike(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let seen = "";
  let cost = 0;
  const look = () => {
    if (!quiet()) {
      timer = setTimeout(look, REST / 2);
      return;
    }
    const began = performance.now();
    const apart = refusedPairs();
    const cards = heads.peek();
    found.value = pairs(cards, {
      apart: (one, other) => apart.size > 0 && apart.has(pairKey(one.card!.id, other.card!.id)),
    });
    cost = performance.now() - began;
  };
  const stop = effect(() => {
    const now = `${use().board.value?.id} ${refused.value} ${heads.value.map((card) => `${card.key} ${card.text}`).join("\n")}`;
    if (now === seen) return;
    seen = now;
    const before = found.peek();
    const quick = !before?.length;
    // What has been merged, hidden or called different goes from the list at once; what is new can wait.
    const stand = new Set(heads.peek().map((card) => card.key));
    const left = before?.filter(({ cards }) => cards.every((card) => stand.has(card.key)));
    if (left && left.length !== before?.length) found.value = left;
    clearTimeout(timer);
    timer = setTimeout(look, Math.max(quick ? REST / 4 : REST, SHARE * cost));
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
