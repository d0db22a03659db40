/* Dragging a row of an ordered list by its grip. A shortcut only: buttons and keys do the same. */
import type { Id } from "../../core/client";

/** So near to the edge of what scrolls, px, it moves on by itself, so many px a frame. */
const EDGE = 72;
const STEP = 10;

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
  const center = own.top + own.height / 2;
  const pane = list.closest<HTMLElement>(".sheet-body")!;
  const scrolled = pane.scrollTop;
  let at = event.clientY;
  let to = from;
  let frame = 0;

  const place = (wanted: number) => {
    // Within the list: what is drawn below its end would make the sheet longer, and scroll on for ever.
    const y = Math.max(boxes[0]!.top - center, Math.min(boxes[boxes.length - 1]!.bottom - center, wanted));
    const middle = center + y;
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
  const follow = () => place(at - event.clientY + pane.scrollTop - scrolled);
  const move = (now: PointerEvent) => {
    at = now.clientY;
    follow();
  };
  const edges = () => {
    const { top, bottom } = pane.getBoundingClientRect();
    const foot = pane.querySelector(".report-end")?.getBoundingClientRect().top ?? bottom;
    if (at < top + EDGE) pane.scrollTop -= STEP;
    else if (at > Math.min(foot, bottom) - EDGE) pane.scrollTop += STEP;
    frame = requestAnimationFrame(edges);
  };
  const key = (pressed: KeyboardEvent) => {
    if (pressed.key !== "Escape") return;
    pressed.preventDefault(); // the sheet stays
    end(false);
  };
  const lift = () => end(true);
  const lost = () => end(false);

  function end(keep: boolean): void {
    cancelAnimationFrame(frame);
    pane.removeEventListener("scroll", follow);
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
  pane.addEventListener("scroll", follow);
  frame = requestAnimationFrame(edges);
  list.setAttribute("data-dragging", "");
  row.setAttribute("data-dragged", "");
}
