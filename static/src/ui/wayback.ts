/* Where the keyboard goes when what it was on goes: to what is nearest to it, and never to the page. */
import { drawn } from "./drawn";

export const STOPS = "a[href], button, input, select, textarea, summary";

/** dialog -> the way back from it. */
const openers = new WeakMap<Element, readonly Element[]>();

export function opened(dialog: Element, way: readonly Element[]): void {
  openers.set(dialog, way);
}

/** This, then what is around it; around a sheet, what opened the sheet. */
export function wayBack(from: Element | null): readonly Element[] {
  const way: Element[] = [];
  for (let at = from; at && at !== document.body; at = at.parentElement) way.push(at, ...(openers.get(at) ?? []));
  return way;
}

/** To the first that is still there once what has just changed is drawn. */
export function goBack(way: readonly Element[]): void {
  focus(way[0]);
  // What was pressed may go with this very drawing: its invitation was cancelled, its sheet closed before this one.
  drawn(() => {
    if (document.activeElement && document.activeElement !== document.body) return;
    const stop = way.map((place) => place.isConnected && (place.matches(STOPS) ? place : place.querySelector(STOPS))).find(Boolean);
    focus(stop || document.getElementById("main"));
  });
}

function focus(on: Element | null | undefined): void {
  (on as HTMLElement | null | undefined)?.focus?.();
}
