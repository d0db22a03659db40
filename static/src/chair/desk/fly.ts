/** Placed cards fly into their theme, so that the eye sees where they went. Nothing moves when motion is not wanted. */
import type { Id } from "../../core/client";

const MOST = 6;
const MS = 240;

/** Take off before the command is given; the returned function lands the cards once it was done. */
export function takeOff(cards: Iterable<Id>): (theme: Id) => void {
  if (!document.body.animate || matchMedia("(prefers-reduced-motion: reduce)").matches) return () => undefined;
  const flights: { row: HTMLElement; from: DOMRect }[] = [];
  for (const id of cards) {
    const row = document.querySelector<HTMLElement>(`.desk [data-card="${id}"]`);
    const from = row?.getBoundingClientRect();
    if (row && from && from.bottom > 0 && from.top < innerHeight) flights.push({ row: copy(row), from });
    if (flights.length === MOST) break;
  }
  return (theme) => {
    const to = document.querySelector(`[data-theme-id="${theme}"]`)?.getBoundingClientRect();
    if (to) for (const { row, from } of flights) fly(row, from, to);
  };
}

function copy(row: HTMLElement): HTMLElement {
  const ghost = row.cloneNode(true) as HTMLElement;
  ghost.removeAttribute("id");
  ghost.removeAttribute("data-card");
  ghost.removeAttribute("role");
  ghost.setAttribute("aria-hidden", "true");
  ghost.classList.add("flying");
  return ghost;
}

function fly(ghost: HTMLElement, from: DOMRect, to: DOMRect): void {
  Object.assign(ghost.style, { left: `${from.left}px`, top: `${from.top}px`, width: `${from.width}px` });
  document.body.append(ghost);
  const by = `translate(${to.left - from.left}px, ${to.top + 60 - from.top}px) scale(${to.width / from.width})`;
  const flight = ghost.animate(
    [{ transform: "none" }, { transform: by, opacity: 0.85, offset: 0.85 }, { transform: by, opacity: 0 }],
    { duration: MS, easing: "cubic-bezier(0.2, 0.7, 0.2, 1)" },
  );
  flight.onfinish = flight.oncancel = () => ghost.remove();
}
