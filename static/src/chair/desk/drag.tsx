/** Dragging with pointer events: cards into themes, back, or into a new one; themes into another order. */
import { signal } from "@preact/signals";
import { t, type Id } from "../../core/client";
import type { Desk } from "./model";

/** A mouse drags after this many px; a finger after holding still this long, so that it can still scroll. */
const SLOP = 6;
const HOLD = 320;
const EDGE = 72;

interface Carry {
  cards: Id[];
  theme?: Id;
  x: number;
  y: number;
}
const carry = signal<Carry | undefined>(undefined);

/** Listen on the desk; returns how to stop. */
export function listen(root: HTMLElement, desk: Desk): () => void {
  let start: { x: number; y: number; touch: boolean; take: Omit<Carry, "x" | "y"> } | undefined;
  let hold: ReturnType<typeof setTimeout> | undefined;
  let over: HTMLElement | undefined;
  let scroll = 0;

  const mark = (next: HTMLElement | undefined) => {
    if (over === next) return;
    over?.removeAttribute("data-over");
    next?.setAttribute("data-over", "");
    over = next;
  };
  const begin = (x: number, y: number) => {
    carry.value = { ...start!.take, x, y };
    root.setAttribute("data-dragging", "");
    scroll = requestAnimationFrame(edges);
  };
  const end = () => {
    clearTimeout(hold);
    cancelAnimationFrame(scroll);
    start = undefined;
    carry.value = undefined;
    root.removeAttribute("data-dragging");
    mark(undefined);
  };
  /** Near the top or bottom of a list, the list moves on by itself. */
  const edges = () => {
    const at = carry.peek();
    if (!at) return;
    const pane = document.elementFromPoint(at.x, at.y)?.closest(".slips, .themes-grid");
    const box = pane?.getBoundingClientRect();
    if (pane && box) {
      if (at.y < box.top + EDGE) pane.scrollTop -= 10;
      else if (at.y > box.bottom - EDGE) pane.scrollTop += 10;
    }
    scroll = requestAnimationFrame(edges);
  };

  const down = (event: PointerEvent) => {
    const at = event.target as Element;
    if (event.button !== 0 || at.closest("button, a, input, select")) return;
    const card = Number(at.closest<HTMLElement>("[data-card]")?.dataset.card);
    const theme = Number(at.closest<HTMLElement>("[data-grip]")?.dataset.grip);
    if (!card && !theme) return;
    const picked = desk.picked.all;
    const take = card ? { cards: picked.has(card) ? [...picked] : [card] } : { cards: [], theme };
    start = { x: event.clientX, y: event.clientY, touch: event.pointerType === "touch", take };
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
    carry.value = { ...carry.peek()!, x: event.clientX, y: event.clientY };
    const under = document.elementFromPoint(event.clientX, event.clientY);
    mark(under?.closest<HTMLElement>(carry.peek()!.theme ? '[data-drop^="theme:"]' : "[data-drop]") ?? undefined);
  };
  const up = (event: PointerEvent) => {
    const at = carry.peek();
    const where = over;
    end();
    if (!at) return;
    // The click that follows a drag is not a tap.
    const swallow = (click: Event) => {
      click.stopPropagation();
      click.preventDefault();
    };
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
    if (where) drop(desk, at, where, event);
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

function drop(desk: Desk, at: Carry, where: HTMLElement, event: PointerEvent): void {
  const [kind, id] = (where.dataset.drop ?? "").split(":");
  if (at.theme) {
    const themes = desk.room.themes.peek().filter((theme) => theme.id !== at.theme);
    const to = themes.findIndex((theme) => theme.id === Number(id));
    if (to < 0) return;
    const box = where.getBoundingClientRect();
    const after = event.clientX > box.left + box.width / 2;
    void desk.order(at.theme, themes[after ? to + 1 : to]?.id ?? null);
  } else if (kind === "theme") void desk.place(Number(id), at.cards);
  else if (kind === "back") void desk.putBack(at.cards);
  else if (kind === "new") {
    desk.picked.set(at.cards);
    desk.asking.value = { what: "new", cards: at.cards };
  }
}

/** What the pointer carries, beside it. */
export function Ghost({ desk }: { desk: Desk }) {
  const at = carry.value;
  if (!at) return null;
  const { room } = desk;
  const theme = at.theme ? room.theme.value.get(at.theme) : undefined;
  const first = room.card.value.get(at.cards[0] ?? 0);
  return (
    <div class="ghost" aria-hidden="true" style={{ transform: `translate(${at.x + 12}px, ${at.y + 8}px)` }}>
      {at.cards.length > 1 && <strong class="num">{t("desk.cards_n", { n: at.cards.length })}</strong>}
      <span class="ghost-text">{theme ? theme.title.lo || theme.title.en : first?.text}</span>
    </div>
  );
}
