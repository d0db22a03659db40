/*
 * Dragging with pointer events: a shortcut beside buttons, never the only way. A mouse drags after a few px; a finger
 * after holding still, so that it can still scroll. Escape lets go.
 */

/** px */
const SLOP = 6;
/** ms */
const HOLD = 320;
/** So near to the edge of what scrolls, px, it moves on by itself. */
const EDGE = 72;
const STEP = 10;

/** What scrolls under the pointer: between which heights of the window, and how to move it on. */
export interface Pane {
  top: number;
  bottom: number;
  scroll: (by: number) => void;
}

export interface Dragging<T> {
  /** What a press on this element would take along. */
  take: (at: Element) => T | undefined;
  /** Where it could be dropped. */
  over: (what: T, under: Element | null) => HTMLElement | undefined;
  /** How that place is marked, as its `data-over`. */
  mark?: (what: T, where: HTMLElement) => string;
  pane: (x: number, y: number) => Pane | undefined;
  /** Beside the pointer; undefined when it is over. */
  show: (at: { what: T; x: number; y: number; where: HTMLElement | undefined } | undefined) => void;
  drop: (what: T, where: HTMLElement, event: PointerEvent) => void;
}

export const paneOf = (box: Element): Pane => ({
  ...(({ top, bottom }) => ({ top, bottom }))(box.getBoundingClientRect()),
  scroll: (by) => (box.scrollTop += by),
});

/** Listen on this element; returns how to stop. */
export function listenDrag<T>(root: HTMLElement, on: Dragging<T>): () => void {
  let start: { what: T; x: number; y: number; touch: boolean } | undefined;
  let at: { x: number; y: number } | undefined;
  let over: HTMLElement | undefined;
  let hold: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;

  const mark = (next: HTMLElement | undefined) => {
    if (over !== next) over?.removeAttribute("data-over");
    next?.setAttribute("data-over", on.mark?.(start!.what, next) ?? "");
    over = next;
  };
  const to = (x: number, y: number) => {
    at = { x, y };
    mark(on.over(start!.what, document.elementFromPoint(x, y)));
    on.show({ what: start!.what, x, y, where: over });
  };
  const begin = (x: number, y: number) => {
    root.setAttribute("data-dragging", "");
    to(x, y);
    frame = requestAnimationFrame(edges);
  };
  const end = () => {
    clearTimeout(hold);
    cancelAnimationFrame(frame);
    mark(undefined);
    start = at = undefined;
    root.removeAttribute("data-dragging");
    on.show(undefined);
  };
  const edges = () => {
    if (!at) return;
    const pane = on.pane(at.x, at.y);
    if (pane && at.y < pane.top + EDGE) pane.scroll(-STEP);
    else if (pane && at.y > pane.bottom - EDGE) pane.scroll(STEP);
    frame = requestAnimationFrame(edges);
  };

  const down = (event: PointerEvent) => {
    const pressed = event.target as Element;
    if (event.button !== 0 || !event.isPrimary || pressed.closest("button, a, input, select, summary, label")) return;
    const what = on.take(pressed);
    if (what === undefined) return;
    const { clientX: x, clientY: y } = event;
    start = { what, x, y, touch: event.pointerType === "touch" };
    if (start.touch) hold = setTimeout(() => begin(x, y), HOLD);
  };
  const move = ({ clientX: x, clientY: y }: PointerEvent) => {
    if (!start) return;
    const far = Math.hypot(x - start.x, y - start.y);
    if (at) to(x, y);
    else if (start.touch && far > SLOP * 2) end();
    else if (!start.touch && far > SLOP) begin(x, y);
  };
  const up = (event: PointerEvent) => {
    const [what, where] = [at && start!.what, over];
    end();
    if (what === undefined) return;
    // The click that follows a drag is not a tap.
    const swallow = (click: Event) => {
      click.stopPropagation();
      click.preventDefault();
    };
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
    if (where) on.drop(what, where, event);
  };
  const touchmove = (event: TouchEvent) => {
    if (at) event.preventDefault();
  };
  const menu = (event: Event) => {
    if (start?.touch) event.preventDefault();
  };
  const escape = (event: KeyboardEvent) => {
    if (event.key === "Escape" && at) end();
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
