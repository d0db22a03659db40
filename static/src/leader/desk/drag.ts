/*
 * Dragging one card onto another puts it under that one: a shortcut beside the buttons, for mice and tablets. A mouse
 * drags after a few px; a finger after holding still, so that it can still scroll.
 */
import { signal } from "@preact/signals";
import type { Id } from "../../core/client";
import { toast } from "../../ui/toast";
import { merge } from "./ask";
import { whyNotUnder } from "./merge";
import { cardOf, merging } from "./state";

const SLOP = 6;
const HOLD = 320;
const EDGE = 72;

export interface Carry {
  card: Id;
  x: number;
  y: number;
  /** The card it is over, and why it cannot go there. */
  over?: Id;
  not?: string | null;
}
export const carry = signal<Carry | null>(null);

const cardAt = (it: Element | null | undefined): Id | undefined => {
  const id = Number(it?.closest<HTMLElement>("[data-card]")?.dataset.card);
  return id && cardOf(id) ? id : undefined;
};

/** Listen on the desk; returns how to stop. */
export function listen(root: HTMLElement): () => void {
  let start: { x: number; y: number; touch: boolean; card: Id } | undefined;
  let hold: ReturnType<typeof setTimeout> | undefined;
  let scroll = 0;

  const begin = (x: number, y: number) => {
    carry.value = { card: start!.card, x, y };
    root.setAttribute("data-dragging", "");
    scroll = requestAnimationFrame(edges);
  };
  const end = () => {
    clearTimeout(hold);
    cancelAnimationFrame(scroll);
    start = undefined;
    carry.value = null;
    root.removeAttribute("data-dragging");
    mark(undefined);
  };
  const mark = (id: Id | undefined, not?: string | null) => {
    root.querySelector("[data-over]")?.removeAttribute("data-over");
    if (id !== undefined) root.querySelector(`[data-card="${id}"]`)?.setAttribute("data-over", not ? "no" : "yes");
  };
  /** Near its top or bottom the side that is being dragged in moves on by itself. */
  const edges = () => {
    const at = carry.peek();
    if (!at) return;
    const side = root.querySelector(".desk-cards");
    const own = side && side.scrollHeight > side.clientHeight + 1 && getComputedStyle(side).overflowY !== "visible";
    const [top, bottom] = own ? [side.getBoundingClientRect().top, side.getBoundingClientRect().bottom] : [56, innerHeight - 60];
    const by = at.y < top + EDGE ? -10 : at.y > bottom - EDGE ? 10 : 0;
    if (by && own) side.scrollTop += by;
    else if (by) scrollBy(0, by);
    scroll = requestAnimationFrame(edges);
  };

  const down = (event: PointerEvent) => {
    const at = event.target as Element;
    if (event.button !== 0 || !event.isPrimary || merging.peek() !== null) return;
    if (at.closest("button, a, input, select, summary, label, [data-gone]")) return;
    const card = cardAt(at);
    if (card === undefined) return;
    start = { x: event.clientX, y: event.clientY, touch: event.pointerType === "touch", card };
    if (start.touch) hold = setTimeout(() => start && begin(start.x, start.y), HOLD);
  };
  const move = (event: PointerEvent) => {
    if (!start) return;
    const far = Math.hypot(event.clientX - start.x, event.clientY - start.y);
    if (!carry.peek()) {
      if (start.touch && far > SLOP * 2) end();
      else if (!start.touch && far > SLOP) begin(event.clientX, event.clientY);
      if (!carry.peek()) return;
    }
    const over = cardAt(document.elementFromPoint(event.clientX, event.clientY));
    const other = over !== undefined && over !== start.card ? over : undefined;
    const moved = cardOf(start.card);
    const not = other !== undefined && moved ? whyNotUnder(moved, cardOf(other)) : null;
    carry.value = { card: start.card, x: event.clientX, y: event.clientY, ...(other !== undefined && { over: other, not }) };
    mark(other, not);
  };
  const up = () => {
    const at = carry.peek();
    end();
    if (!at) return;
    // The click that follows a drag is not a tap.
    const swallow = (click: Event) => {
      click.stopPropagation();
      click.preventDefault();
    };
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
    if (at.over === undefined) return;
    if (at.not) toast(at.not);
    else void merge(at.over, [at.card]);
  };
  const touchmove = (event: TouchEvent) => {
    if (carry.peek()) event.preventDefault();
  };
  const menu = (event: Event) => {
    if (start?.touch) event.preventDefault();
  };
  const escape = (event: KeyboardEvent) => {
    if (event.key === "Escape" && carry.peek()) end();
  };

  root.addEventListener("pointerdown", down);
  root.addEventListener("contextmenu", menu);
  root.addEventListener("touchmove", touchmove, { passive: false });
  addEventListener("pointermove", move);
  addEventListener("pointerup", up);
  addEventListener("pointercancel", end);
  addEventListener("keydown", escape, { capture: true });
  return () => {
    end();
    root.removeEventListener("pointerdown", down);
    root.removeEventListener("contextmenu", menu);
    root.removeEventListener("touchmove", touchmove);
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", up);
    removeEventListener("pointercancel", end);
    removeEventListener("keydown", escape, { capture: true });
  };
}
