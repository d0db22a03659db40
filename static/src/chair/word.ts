/**
 * Who types a word and believes to be in a field gives no commands. Letters that follow one another are a word: one that
 * was begun in a field, or with a letter that means nothing here, goes on as a word; and what a letter would change waits
 * until it is seen to stand alone. Any other key, and a hand on the page, end the word.
 */
import { isLetter } from "../ui/press";

/** Letters within so long of each other are one word, ms. */
const TOGETHER = 1_500;
/** A letter after which none came for so long stands alone, ms. */
const ALONE = 350;

/** When the last letter of a word came. */
let last: number | undefined;
let waits: { does: () => void; timer: ReturnType<typeof setTimeout> } | undefined;

export const FIELD = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

/** Each key of the page, before anybody acts on it. */
export function heardKey(event: KeyboardEvent): void {
  const at = event.target as Element;
  const inField = at.closest(FIELD) !== null;
  const blank = event.key === " " || event.key === "Backspace";
  if (["Shift", "CapsLock"].includes(event.key)) return;
  if (isLetter(event)) {
    if (waits) joins(event);
    if (inField) last = event.timeStamp;
  } else if (!blank || !(inField || nowhere(at))) heardHand();
}

/** A tap, or a key that is no letter: what waited was meant, and no word goes on. */
export function heardHand(): void {
  last = undefined;
  const { does } = waits ?? {};
  drop();
  does?.();
}

/** Is it a letter of a word that was begun already? */
export function goesOn(event: KeyboardEvent): boolean {
  if (last === undefined || event.timeStamp - last > TOGETHER) return false;
  last = event.timeStamp;
  return true;
}

/** It means nothing here: whoever goes on with more of them writes a word. */
export function meansNothing(event: KeyboardEvent): void {
  last = event.timeStamp;
}

/** Do it once it is seen that the letter stands alone. */
export function alone(does: () => void): void {
  drop();
  const timer = setTimeout(heardHand, ALONE);
  waits = { does, timer };
}

const nowhere = (at: Element): boolean => at.closest("button, a, [role=listbox], [tabindex], dialog, .desk") === null;

/** A letter came while another one waited: both are of a word. */
function joins(event: KeyboardEvent): void {
  drop();
  last = event.timeStamp;
}

function drop(): void {
  clearTimeout(waits?.timer);
  waits = undefined;
}

/** On the chair's page, while keys of a letter mean something there. Returns how to stop. */
export function hearWords(): () => void {
  addEventListener("keydown", heardKey, { capture: true });
  addEventListener("pointerdown", heardHand, { capture: true });
  return () => {
    removeEventListener("keydown", heardKey, { capture: true });
    removeEventListener("pointerdown", heardHand, { capture: true });
    drop();
    last = undefined;
  };
}
