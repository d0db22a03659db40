/* Nothing may move that a finger is about to touch: while somebody touches the desk, its lists keep their rows in place. */
import { type ReadonlySignal, signal } from "@preact/signals";
import { useRef, useState } from "preact/hooks";

/** Without a touch, a move or a key for so long, ms, the lists tidy themselves. */
const CALM = 4_000;

const tidied = signal(0);
/** Goes up each time the desk has come to rest. */
export const rest: ReadonlySignal<number> = tidied;
let last = -CALM;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Is no hand on the desk just now? Then there is time for work that would hold it up. */
export const quiet = () => performance.now() - last > 600;

const calm = () => performance.now() - last >= CALM;

function touched(): void {
  last = performance.now();
  if (timer !== undefined) return;
  const look = () => {
    const left = last + CALM - performance.now();
    timer = left > 0 ? setTimeout(look, left) : undefined;
    if (left <= 0) tidied.value++;
  };
  timer = setTimeout(look, CALM);
}

/** The row that was last given the focus: when its buttons go, the row itself takes it. */
let held: string | undefined;
const rowOf = (it: EventTarget | null) => (it as Element | null)?.closest?.<HTMLElement>("[data-row]")?.dataset.row;
const hold = (event: Event) => {
  held = rowOf(event.target);
};

const SIGNS = ["pointerdown", "pointermove", "pointerup", "touchmove", "wheel", "keydown"];

/** The row the keyboard is in; one that a sheet was opened from gets it back. */
function inUse(): string | undefined {
  const at = document.activeElement;
  return rowOf(at) ?? (at?.closest("dialog") ? held : undefined);
}

/** Feel for hands on this element; returns how to stop. */
export function feel(root: HTMLElement): () => void {
  for (const sign of SIGNS) root.addEventListener(sign, touched, { passive: true });
  root.addEventListener("focusin", hold);
  return () => {
    for (const sign of SIGNS) root.removeEventListener(sign, touched);
    root.removeEventListener("focusin", hold);
  };
}

/** A keyboard must not fall back to the top of the page because the row it was in has been dealt with. */
export function rescueFocus(): void {
  const at = document.activeElement;
  if (held === undefined || (at && at !== document.body)) return;
  document.querySelector<HTMLElement>(`[data-row="${held}"][data-gone]`)?.focus({ preventScroll: true });
}

export interface Row<T> {
  item: T;
  /** It is no longer in the list: it keeps its place, and so much of it (px), until the desk is calm. */
  gone: boolean;
  height: number;
}

export interface Steady<T> {
  rows: readonly Row<T>[];
  /** Newcomers that wait until the desk is calm, or until they are asked for. */
  fresh: number;
  show: () => void;
}

/**
 * A list that keeps still under a hand: what leaves becomes a quiet row in its place, what comes waits at the end. Another
 * `view` (a search, a filter) is another list and shows at once. What one's own tap took away (`letGo`) keeps no place.
 */
export function useSteady<T extends { key: string }>(list: readonly T[], view = "", letGo?: (item: T) => boolean): Steady<T> {
  const kept = useRef<{ view: string; items: readonly T[] }>();
  const heights = useRef(new Map<string, number>()).current;
  const [, again] = useState(0);
  void tidied.value; // draws again when the desk has come to rest
  const here = new Map(list.map((item) => [item.key, item]));
  const before = kept.current?.view === view ? kept.current.items : undefined;
  // An empty list has nothing to keep still.
  const stays = !!before?.length && (!calm() || before.some(({ key }) => !here.has(key) && inUse() === key));
  const still = before?.filter((item) => here.has(item.key) || !letGo?.(item));
  const items = stays ? still!.map((item) => here.get(item.key) ?? item) : list;
  kept.current = { view, items };
  // The row is still drawn as it was: now is the time to see how much room it took.
  const heightOf = (key: string): number => {
    if (!heights.has(key)) heights.set(key, document.querySelector<HTMLElement>(`[data-row="${key}"]`)?.getBoundingClientRect().height ?? 0);
    return heights.get(key)!;
  };
  const rows = items.map((item): Row<T> => {
    const gone = !here.has(item.key);
    if (!gone) heights.delete(item.key);
    return { item, gone, height: gone ? heightOf(item.key) : 0 };
  });
  return {
    rows,
    fresh: list.length - items.filter(({ key }) => here.has(key)).length,
    show() {
      const there = new Set(items.map(({ key }) => key));
      kept.current = { view, items: [...items, ...list.filter(({ key }) => !there.has(key))] };
      again((n) => n + 1);
    },
  };
}

/** What the element of a row carries. */
export const rowProps = ({ item, gone, height }: Row<{ key: string }>) => ({
  "data-row": item.key,
  ...(gone && { "data-gone": "", tabIndex: -1, style: { minHeight: `${height}px` } }),
});
