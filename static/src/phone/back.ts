/*
 * What the browser's Back leaves first (on Android a swipe from the edge): a page that lies over this one stands in the
 * history as an entry of its own, so that Back never turns the page beneath it while it is up.
 */
import { useEffect, useRef } from "preact/hooks";
import { drawn } from "../ui/drawn";
import { depthOf, downTo, settled, upTo } from "./path";

interface Layer {
  depth: number;
  back: () => void;
}

const layers: Layer[] = [];
/** Back was pressed and the history is on its way up again. */
let told = false;

/** Whether this step through the history was one of a page that lies over the others. */
export function leftLayer(state: unknown): boolean {
  const top = layers[layers.length - 1];
  if (!top) return false;
  if (top.depth > depthOf(state)) {
    // Up again before anything else: it may ask first and stay, and an entry pushed without a touch browsers skip.
    told = true;
    upTo(top.depth);
  } else answer();
  return true;
}

/** The history is up again: Back is meant for what lies on top now, should that have changed on the way. */
export function answer(): void {
  const asked = told;
  told = false;
  if (asked) layers[layers.length - 1]?.back();
}

/** While this is drawn, Back asks `back` and leaves the page beneath as it is. */
export function useBack(back: () => void): void {
  const now = useRef(back);
  now.current = back;
  useEffect(() => {
    const layer: Layer = { depth: 0, back: () => now.current() };
    let gone = false;
    settled(() => {
      if (gone) return;
      // After a reload its entry is still there, and so is that of a page which went as this one came.
      if (!leftOver()) {
        const page = pageBelow();
        history.pushState({ ...(history.state as object | null), layer: true, page, depth: depthOf() + 1 }, "");
      }
      layer.depth = depthOf();
      layers.push(layer);
    });
    return () => {
      gone = true;
      if (!layers.includes(layer)) return;
      layers.splice(layers.indexOf(layer), 1);
      // Unless the way on has taken its entry's place, or another page that lies over this one.
      drawn(() => settled(() => leftOver() && downTo(lowest())));
    };
  }, []);
}

/** The entry to be on with no page more than there are. */
const lowest = (): number => layers[layers.length - 1]?.depth ?? pageBelow();

/** The entry one is on was a page's that is no more. */
const leftOver = (): boolean => onLayer() && depthOf() > lowest();

/** The entry of the page that all of this lies over. */
export const pageBelow = (): number => (onLayer() ? ((history.state as { page?: number }).page ?? depthOf() - 1) : depthOf());

/** The entry one is on was a page's that lay over the others. */
export const onLayer = (): boolean => (history.state as { layer?: boolean } | null)?.layer === true;
