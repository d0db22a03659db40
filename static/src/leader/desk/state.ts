/* What the desk looks at: which cards wait, stand on the board, are put under another or hidden; and what is being done. */
import { batch, computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { BoardPhase, Id } from "../../core/client";
import { key } from "../../core/words";
import { type Shown, shownCards } from "../../phone/cards";
import { rest } from "./steady";

/** On a phone the desk has two sides; a tablet shows both. */
export type Side = "table" | "cards";
export const side = signal<Side>("table");

const ROOMY = "(min-width: 768px)";
const media = typeof matchMedia === "function" ? matchMedia(ROOMY) : undefined;
const roomy = signal(media?.matches ?? false);
// Safari 13 and the WebViews of that age know only addListener.
media?.addListener?.((now) => {
  roomy.value = now.matches;
});
/** Is there room for both sides? */
export const wide: ReadonlySignal<boolean> = roomy;

const idOf = (card: Shown): Id => card.card!.id;
/** As written: who comes later stands lower, and nothing above it moves. */
const known = computed(() => shownCards().filter((card) => card.card && !card.withdrawn));

/** Waiting for a yes, newest last. */
export const waiting = computed(() => known.value.filter((card) => card.pending && !card.hidden));
/** Taken from sight, also before anybody saw them. */
export const hidden = computed(() => known.value.filter((card) => card.hidden));
/** All that the table sees, those put under another too. */
const standing = computed(() => known.value.filter((card) => !card.pending && !card.hidden));
const byId = computed(() => new Map(standing.value.map((card) => [idOf(card), card])));

export const cardOf = (id: Id): Shown | undefined => byId.value.get(id);

/** The cards that stand for themselves. */
export const heads = computed(() => standing.value.filter((card) => card.into === null || !byId.value.has(card.into)));

const under = computed(() => {
  const found = new Map<Id, Shown[]>();
  for (const card of standing.value) {
    if (card.into === null || !byId.value.has(card.into)) continue;
    const list = found.get(card.into);
    if (list) list.push(card);
    else found.set(card.into, [card]);
  }
  return found;
});
const NONE: readonly Shown[] = [];
/** What was put under a card because it says the same. */
export const membersOf = (id: Id): readonly Shown[] => under.value.get(id) ?? NONE;

// --- looking for a card --------------------------------------------------------------------------

export const find = signal("");
export const kind = signal("all");

const keys = new WeakMap<object, string>();
function keyOf(card: Shown): string {
  let found = keys.get(card.card!);
  if (found === undefined) keys.set(card.card!, (found = key(card.text)));
  return found;
}

/** Those of the search and the kind asked for; a card is found by the words put under it too. What is picked stays. */
export const listed = computed(() => {
  const sought = key(find.value);
  const has = (card: Shown) => !sought || [card, ...membersOf(idOf(card))].some((one) => keyOf(one).includes(sought));
  return heads.value.filter(
    (card) => picked.value.has(idOf(card)) || merging.value === idOf(card) || ((kind.value === "all" || card.kind === kind.value) && has(card)),
  );
});

// --- what is being done --------------------------------------------------------------------------

/** The card that others are being put under, while the leader picks them. */
export const merging = signal<Id | null>(null);
const marks = signal<ReadonlySet<Id>>(new Set());
/** Picked to go under it: those of them that still stand. Another leader may have been quicker. */
export const picked = computed(() => {
  const stand = new Set(heads.value.map(idOf));
  return new Set([...marks.value].filter((id) => stand.has(id)));
});

export function startMerge(head: Id, others: readonly Id[] = []): void {
  batch(() => {
    merging.value = head;
    marks.value = new Set(others);
  });
}
export function pick(id: Id): void {
  const next = new Set(marks.peek());
  if (!next.delete(id)) next.add(id);
  marks.value = next;
}
export function endMerge(): void {
  batch(() => {
    merging.value = null;
    marks.value = new Set();
  });
}

/** Picked in the tray, for one act on all of them. */
const ticks = signal<ReadonlySet<Id>>(new Set());
export const ticked = computed(() => {
  const wait = new Set(waiting.value.map(idOf));
  return new Set([...ticks.value].filter((id) => wait.has(id)));
});
export function tick(id: Id): void {
  const next = new Set(ticks.peek());
  if (!next.delete(id)) next.add(id);
  ticks.value = next;
}
export const tickAll = (on: boolean): void => {
  ticks.value = new Set(on ? waiting.peek().map(idOf) : []);
};

/** The last act of one's own on several cards of the tray, and what is said of it in one line until the desk rests. */
const bulk = signal<{ cards: ReadonlySet<Id>; say: string; at: number } | null>(null);
export const didSeveral = (cards: readonly Id[], say: string): void => {
  bulk.value = { cards: new Set(cards), say, at: rest.peek() };
};
const justNow = computed(() => (bulk.value?.at === rest.value ? bulk.value : null));
/** Did one's own tap deal with it just now, among several? */
export const dealtWith = (card: Shown): boolean => !!justNow.value?.cards.has(idOf(card));
export const severalSay = computed(() => (waiting.value.some(dealtWith) ? null : (justNow.value?.say ?? null)));

/** The sheet that is open, and about which cards. */
export type Asking = { what: "reword"; card: Shown } | { what: "hide"; cards: readonly Shown[] };
export const asking = signal<Asking | null>(null);

/** What was refused, said at the card it was about; said until the next act there. */
const refusals = signal<ReadonlyMap<Id, string>>(new Map());
export const refusalOf = (id: Id): string | undefined => refusals.value.get(id);
export function say(ids: readonly Id[], sentence: string | null): void {
  const next = new Map(refusals.peek());
  for (const id of ids) sentence === null ? next.delete(id) : next.set(id, sentence);
  refusals.value = next;
}

/** The phase that one's own tap took the table to: what came with it was asked for, and waits for no calm hand. */
export const moved = signal<BoardPhase | null>(null);

/** Another table, another desk: nothing of the one before is carried over. */
let last: Id | undefined;
export function watchTable(table: () => Id | undefined): () => void {
  return effect(() => {
    const now = table();
    if (now === last) return;
    last = now;
    batch(() => {
      endMerge();
      ticks.value = new Set();
      bulk.value = null;
      refusals.value = new Map();
      asking.value = null;
      find.value = "";
      kind.value = "all";
      moved.value = null;
    });
  });
}
