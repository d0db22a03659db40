/* Dragging a row of an ordered list by its grip. A shortcut only: buttons and keys do the same. */
import type { Id } from "../../core/client";

/** Follow the finger until it lifts; then `drop` hears the new place. Escape or a lost pointer leaves all as it was. */
export function dragOrder(event: PointerEvent, list: HTMLElement, id: Id, drop: (to: number) => void): void {
  if (event.button !== 0) return;
  const grip = event.currentTarget as HTMLElement;
  const rows = [...list.children] as HTMLElement[];
  const from = rows.findIndex((row) => Number(row.dataset.card) === id);
  const row = rows[from];
  if (!row) return;
  const boxes = rows.map((one) => one.getBoundingClientRect());
  const own = boxes[from]!;
  const start = event.clientY;
  const scrolled = scrollY;
  let to = from;

  const place = (y: number) => {
    const middle = own.top + own.height / 2 + y;
    const above = boxes.filter((box, i) => i !== from && box.top + box.height / 2 < middle).length;
    to = above;
    rows.forEach((one, i) => {
      if (one === row) one.style.transform = `translateY(${y}px)`;
      else {
        const by = i < from && i >= to ? 1 : i > from && i <= to ? -1 : 0;
        one.style.transform = by ? `translateY(${by * own.height}px)` : "";
      }
    });
  };
  const move = (at: PointerEvent) => place(at.clientY - start + scrollY - scrolled);
  const key = (at: KeyboardEvent) => at.key === "Escape" && end(false);
  const lift = () => end(true);
  const lost = () => end(false);

  function end(keep: boolean): void {
    grip.removeEventListener("pointermove", move);
    grip.removeEventListener("pointerup", lift);
    grip.removeEventListener("pointercancel", lost);
    removeEventListener("keydown", key);
    rows.forEach((one) => (one.style.transform = ""));
    list.removeAttribute("data-dragging");
    row!.removeAttribute("data-dragged");
    if (keep && to !== from) drop(to);
  }

  grip.setPointerCapture(event.pointerId);
  grip.addEventListener("pointermove", move);
  grip.addEventListener("pointerup", lift);
  grip.addEventListener("pointercancel", lost);
  addEventListener("keydown", key);
  list.setAttribute("data-dragging", "");
  row.setAttribute("data-dragged", "");
}
