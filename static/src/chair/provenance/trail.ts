/** The way one has walked from theme to card and on, in the sheet that shows where things come from and went. */
import { signal } from "@preact/signals";
import type { Key } from "../../core/client";

/** Keys of what was looked at, the present one last; empty: the sheet is shut. */
export const trail = signal<readonly Key[]>([]);

/** Open at a card or a theme. */
export const openTrail = (of: Key): void => {
  trail.value = [of];
};

/** On to another. Where one has been there already, the way back to it is the way. */
export function walkTo(of: Key): void {
  const at = trail.peek().indexOf(of);
  trail.value = at >= 0 ? trail.peek().slice(0, at + 1) : [...trail.peek(), of];
}

export const stepBack = (): void => {
  trail.value = trail.peek().slice(0, -1);
};

export const closeTrail = (): void => {
  trail.value = [];
};
