/** Dragging: cards into themes or before a card of one, back, aside, or into a new one; themes into another order. */
import { signal } from "@preact/signals";
import { t, type Id } from "../../core/client";
import { listenDrag, paneOf } from "../../ui/drag";
import type { Desk } from "./model";

interface Carry {
  cards: Id[];
  theme?: Id;
  x: number;
  y: number;
}
const carry = signal<Carry | undefined>(undefined);

/** Listen on the desk; returns how to stop. */
export function listen(root: HTMLElement, desk: Desk): () => void {
  return listenDrag<Omit<Carry, "x" | "y">>(root, {
    take(at) {
      const card = Number(at.closest<HTMLElement>("[data-card]")?.dataset.card);
      const theme = Number(at.closest<HTMLElement>("[data-grip]")?.dataset.grip);
      const picked = desk.picked.all;
      // What is out of sight is not carried along unasked.
      if (card) return { cards: picked.has(card) ? [...new Set([...desk.acting.peek(), card])] : [card] };
      return theme ? { cards: [], theme } : undefined;
    },
    over: (what, under) =>
      under?.closest<HTMLElement>(what.theme ? '[data-drop^="theme:"]' : ".theme [data-card], [data-drop]") ?? undefined,
    pane(x, y) {
      const list = document.elementFromPoint(x, y)?.closest(".slips, .themes-grid");
      return list ? paneOf(list) : undefined;
    },
    show(at) {
      carry.value = at && { ...at.what, x: at.x, y: at.y };
    },
    drop: (what, where, event) => drop(desk, what, where, event),
  });
}

function drop(desk: Desk, at: Omit<Carry, "x" | "y">, where: HTMLElement, event: PointerEvent): void {
  // Onto a card of a theme: before it.
  const before = Number(where.dataset.card) || undefined;
  const [kind, id] = (where.closest<HTMLElement>("[data-drop]")?.dataset.drop ?? "").split(":");
  if (at.theme) {
    const themes = desk.room.themes.peek().filter((theme) => theme.id !== at.theme);
    const to = themes.findIndex((theme) => theme.id === Number(id));
    if (to < 0) return;
    const box = where.getBoundingClientRect();
    const after = event.clientX > box.left + box.width / 2;
    void desk.order(at.theme, themes[after ? to + 1 : to]?.id ?? null);
  } else if (kind === "theme") {
    if (before === undefined || !at.cards.includes(before)) void desk.place(Number(id), at.cards, before);
  } else if (kind === "aside") void desk.park(at.cards, true);
  else if (kind === "back") void desk.putBack(at.cards);
  else if (kind === "new") {
    if (!at.cards.every((id) => desk.picked.peek().has(id))) desk.picked.set(at.cards);
    desk.asking.value = { what: "new", cards: at.cards };
  }
}

/** What the pointer carries, beside it. */
export function Ghost({ desk }: { desk: Desk }) {
  const at = carry.value;
  if (!at) return null;
  const { room } = desk;
  const theme = at.theme ? room.theme.value.get(at.theme) : undefined;
  const count = desk.withAlong(at.cards).length;
  const first = room.card.value.get(at.cards[0] ?? 0);
  return (
    <div class="ghost" aria-hidden="true" style={{ transform: `translate(${at.x + 12}px, ${at.y + 8}px)` }}>
      {count > 1 && <strong class="num">{t("desk.cards_n", { n: count })}</strong>}
      <span class="ghost-text">{theme ? theme.title.lo || theme.title.en : first?.text}</span>
    </div>
  );
}
