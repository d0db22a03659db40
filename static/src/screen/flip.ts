/** Rows that change places are seen to do so: each slides from where it stood. Nothing slides where less motion is asked. */
import { useLayoutEffect, useRef } from "preact/hooks";

const SLIDE = 220;
/** A way shorter than this is no move, px. */
const NOTHING = 2;

/** For the list whose children carry `data-flip`, a name each; `order` is what may change. */
export function useFlip<T extends HTMLElement>(order: string) {
  const list = useRef<T>(null);
  const stood = useRef(new Map<string, DOMRect>());
  useLayoutEffect(() => {
    const rows = [...(list.current?.children ?? [])].filter((row): row is HTMLElement => row instanceof HTMLElement);
    const now = new Map(rows.map((row) => [row.dataset.flip ?? "", row.getBoundingClientRect()]));
    for (const row of rows) {
      const [from, to] = [stood.current.get(row.dataset.flip ?? ""), now.get(row.dataset.flip ?? "")!];
      if (from) slide(row, from.left - to.left, from.top - to.top);
    }
    stood.current = now;
  }, [order]);
  return list;
}

function slide(row: HTMLElement, x: number, y: number): void {
  if (Math.abs(x) + Math.abs(y) < NOTHING || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  row.animate?.([{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }], {
    duration: SLIDE,
    easing: "cubic-bezier(0.2, 0.7, 0.2, 1)",
  });
}
