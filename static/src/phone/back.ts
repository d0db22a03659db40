/*
 * What the browser's Back leaves first (on Android a swipe from the edge): a page that lies over this one stands in the
 * history as an entry of its own, so that Back never turns the page beneath it while it is up.
 */
import { useEffect, useRef } from "preact/hooks";
import { depthOf, downTo, settled } from "./path";

interface Layer {
  depth: number;
  /** Back was pressed and the history is on its way up again. */
  told: boolean;
  back: () => void;
}

const layers: Layer[] = [];

/** Whether this step through the history was one of a page that lies over the others. */
export function leftLayer(state: unknown): boolean {
  const top = layers[layers.length - 1];
  if (!top) return false;
  const below = top.depth - depthOf(state);
  if (below > 0) {
    // Up again before anything else: it may ask first and stay, and an entry pushed without a touch browsers skip.
    top.told = true;
    history.go(below);
  } else if (top.told) {
    top.told = false;
    top.back();
  }
  return true;
}

/** While this is drawn, Back asks `back` and leaves the page beneath as it is. */
export function useBack(back: () => void): void {
  const now = useRef(back);
  now.current = back;
  useEffect(() => {
    const layer: Layer = { depth: 0, told: false, back: () => now.current() };
    let gone = false;
    settled(() => {
      if (gone) return;
      // After a reload its entry is still there.
      if (!onLayer() || layers.length) history.pushState({ ...(history.state as object | null), layer: true, depth: depthOf() + 1 }, "");
      layer.depth = depthOf();
      layers.push(layer);
    });
    return () => {
      gone = true;
      if (!layers.includes(layer)) return;
      layers.splice(layers.indexOf(layer), 1);
      // Unless the way on has taken its entry's place.
      settled(() => {
        if (onLayer() && depthOf() === layer.depth) downTo(layer.depth - 1);
      });
    };
  }, []);
}

/** The entry one is on was a page's that lay over the others. */
export const onLayer = (): boolean => (history.state as { layer?: boolean } | null)?.layer === true;
