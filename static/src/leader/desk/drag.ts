/* Dragging one card onto another puts it under that one: a shortcut for mice and tablets. */
import { signal } from "@preact/signals";
import type { Id } from "../../core/client";
import { listenDrag, type Pane, paneOf } from "../../ui/drag";
import { toast } from "../../ui/toast";
import { merge } from "./ask";
import { whyNotUnder } from "./merge";
import { cardOf, merging } from "./state";

export interface Carry {
  card: Id;
  x: number;
  y: number;
  /** Is it over another card, and why can it not go there? */
  over: boolean;
  not: string | null;
}
export const carry = signal<Carry | null>(null);

const rowAt = (it: Element | null): HTMLElement | undefined => it?.closest<HTMLElement>("[data-card]:not([data-gone])") ?? undefined;
const idOf = (row: HTMLElement): Id => Number(row.dataset.card);

const whyNot = (card: Id, row: HTMLElement): string | null => {
  const moved = cardOf(card);
  return moved ? whyNotUnder(moved, cardOf(idOf(row))) : null;
};

/** The side that scrolls by itself on a tablet; the page, between its top line and its tabs, on a phone. */
function pane(root: HTMLElement): Pane {
  const side = root.querySelector(".desk-cards");
  if (side && side.scrollHeight > side.clientHeight + 1 && getComputedStyle(side).overflowY !== "visible") return paneOf(side);
  return { top: 56, bottom: innerHeight - 60, scroll: (by) => scrollBy(0, by) };
}

/** Listen on the desk; returns how to stop. */
export function listen(root: HTMLElement): () => void {
  return listenDrag<Id>(root, {
    take(at) {
      const row = merging.peek() === null ? rowAt(at) : undefined;
      return row && cardOf(idOf(row)) ? idOf(row) : undefined;
    },
    over(card, under) {
      const row = rowAt(under);
      return row && idOf(row) !== card && cardOf(idOf(row)) ? row : undefined;
    },
    mark: (card, row) => (whyNot(card, row) === null ? "yes" : "no"),
    pane: () => pane(root),
    show(at) {
      carry.value = at ? { card: at.what, x: at.x, y: at.y, over: !!at.where, not: at.where ? whyNot(at.what, at.where) : null } : null;
    },
    drop(card, row) {
      const not = whyNot(card, row);
      if (not) toast(not);
      else void merge(idOf(row), [card]);
    },
  });
}
