/** Draws of a scrolling list what is near its window, and holds still what is being read. See windowing.ts. */
import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Item } from "./listed";
import { covers, guess, offsetsOf, spanOf, type Span } from "./windowing";

/** Shorter lists are drawn whole. */
const SHORT = 40;
/** Drawn beyond the window, px; drawn anew when less than so much of it is left. */
const MORE = 700;
const LEFT = 250;
const HEAD = 44;
/** Below each row, px: desk4.css has the same. */
const GAP = 8;

interface Window {
  span: Span;
  /** Empty space that stands for what is not drawn, px. */
  above: number;
  below: number;
  onScroll: () => void;
  /** Bring an item into sight. */
  show: (at: number) => void;
  whole: boolean;
}

export function useWindow(box: RefObject<HTMLElement>, items: readonly Item[], scrolls: boolean): Window {
  const whole = !scrolls || items.length <= SHORT;
  const known = useRef(new Map<string, number>());
  const width = useRef(0);
  const top = useSignal(0);
  const measured = useSignal(0);
  const drawn = useRef<Span>({ from: 0, to: 0 });
  const held = useRef<{ key: string; top: number } | undefined>(undefined);

  const heightOf = (at: number) => {
    const item = items[at]!;
    return known.current.get(item.key) ?? (item.slip ? guess(item.slip.text, width.current || 420) + GAP : HEAD);
  };
  const offsets = useMemo(
    () => (whole ? new Float64Array(1) : offsetsOf(items.length, heightOf)),
    [items, whole, measured.value],
  );
  const height = box.current?.clientHeight || 800;
  const span = whole ? { from: 0, to: items.length } : spanOf(offsets, top.value, height, MORE);
  drawn.current = span;

  // What is uppermost in sight stays there, however high the rows above it turn out to be.
  const list = box.current;
  held.current = !whole && list && list.scrollTop > 0 ? uppermost(list) : undefined;
  useLayoutEffect(() => {
    const list = box.current;
    if (whole || !list) return;
    if (measure(list, known.current)) measured.value++;
    const row = held.current && list.querySelector<HTMLElement>(`[data-item="${held.current.key}"]`);
    if (row) {
      const by = row.getBoundingClientRect().top - held.current!.top;
      if (Math.abs(by) > 0.5) list.scrollTop += by;
    }
  });
  useLayoutEffect(() => {
    const list = box.current;
    if (!list || whole || typeof ResizeObserver === "undefined") return;
    const seen = new ResizeObserver(() => {
      // Rows of another width have other heights.
      if (width.current !== 0 && width.current !== list.clientWidth) known.current.clear();
      width.current = list.clientWidth;
      measured.value++;
    });
    seen.observe(list);
    return () => seen.disconnect();
  }, [whole]);

  // A step by key or wheel within what is drawn draws nothing.
  const follow = (list: HTMLElement) => {
    if (whole) return;
    const now = list.scrollTop;
    if (!covers(drawn.current, spanOf(offsets, now, list.clientHeight, LEFT))) top.value = now;
  };

  const first = items[span.from];
  const own = first?.slip && items[0] && !items[0].slip ? HEAD : 0;
  return {
    whole,
    span,
    above: whole ? 0 : Math.max(0, offsets[span.from]! - own),
    below: whole ? 0 : offsets[items.length]! - offsets[span.to]!,
    onScroll() {
      if (box.current) follow(box.current);
    },
    show(at) {
      const list = box.current;
      if (whole || !list) return;
      const [from, to] = [offsets[at]!, offsets[at + 1]!];
      if (from < list.scrollTop + HEAD) list.scrollTop = Math.max(0, from - HEAD);
      else if (to > list.scrollTop + list.clientHeight) list.scrollTop = to - list.clientHeight;
      follow(list);
    },
  };
}

function uppermost(list: HTMLElement): { key: string; top: number } | undefined {
  const edge = list.getBoundingClientRect().top;
  for (const row of list.querySelectorAll<HTMLElement>("[data-item]")) {
    const at = row.getBoundingClientRect();
    if (at.bottom > edge) return { key: row.dataset.item!, top: at.top };
  }
  return undefined;
}

/** Note the heights of what is drawn; true when one was not as thought. */
function measure(list: HTMLElement, known: Map<string, number>): boolean {
  let news = false;
  for (const row of list.querySelectorAll<HTMLElement>("[data-item]")) {
    const height = row.offsetHeight + GAP;
    if (known.get(row.dataset.item!) !== height) {
      known.set(row.dataset.item!, height);
      news = true;
    }
  }
  return news;
}
