/* Going to a card wherever it is on the board, and which cards are drawn at all. */
import { signal } from "@preact/signals";
import type { CardKind } from "../ui/kinds";
import { standsFor } from "./cards";
import { go } from "./world";
import { drawn } from "../ui/drawn";

export const filter = signal<CardKind | "all">("all");
/** A long board is drawn a screenful at first and the rest after it; whoever is sent to a card needs all of it now. */
export const whole = signal(false);

export function jumpTo(id: number): void {
  const card = standsFor(id);
  if (!card) return;
  go("board");
  filter.value = "all";
  whole.value = true;
  drawn(() => show(card.key));
}

/** A theme to go to once the shared board is drawn. */
export const wanted = signal<string | null>(null);

export function jumpToTheme(id: number): void {
  wanted.value = `theme:${id}`;
  go("vision");
}

export function show(id: string): void {
  const it = document.getElementById(id);
  if (!it) return;
  it.tabIndex = -1;
  it.focus({ preventScroll: true });
  it.scrollIntoView({ block: "center" });
  // What lay between was only guessed at until it was scrolled past: look once more.
  requestAnimationFrame(() => it.scrollIntoView({ block: "center" }));
  it.classList.add("card-found");
  setTimeout(() => it.classList.remove("card-found"), FOUND);
}

/** How long a card that was jumped to stands out, ms. */
const FOUND = 2_500;
