/*
 * One press, one act. A key that is held down repeats itself many times a second: that is wanted where one types and
 * where one goes along a list, and nowhere else. A held Enter would press a button again and again.
 */

const WRITES = "input, textarea, select, [contenteditable]";
const MOVES = /^(Arrow|Page|Home$|End$|Tab$)/;
/** An input that is no text: its keys act as a button's do. */
const TICKS = /^(checkbox|radio|button|submit|reset|file|image)$/;

/** May this key say itself again while it is held: letters in a field, steps along a list? */
export function mayRepeat(event: KeyboardEvent): boolean {
  const at = (event.target as Element | null)?.closest?.(WRITES) as HTMLInputElement | null | undefined;
  // With Alt an arrow moves the thing itself.
  if (!at || TICKS.test(at.type ?? "")) return MOVES.test(event.key) && !event.altKey;
  // Enter sends what a line belongs to, and with Ctrl a longer text too.
  return event.key !== "Enter" || (at.tagName === "TEXTAREA" && !event.ctrlKey && !event.metaKey);
}

/** On each page once, before anything else hears of keys. */
export function onePress(page: EventTarget = window): void {
  const stop = (event: Event) => {
    const key = event as KeyboardEvent;
    if (!key.repeat || mayRepeat(key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  page.addEventListener("keydown", stop, { capture: true });
}

/** Keys that act wherever the focus is: each press once, also of keys that move about elsewhere; none that composes. Returns how to stop. */
export function onKey(act: (event: KeyboardEvent) => void): () => void {
  const heard = (event: KeyboardEvent) => {
    if (!event.repeat && !event.isComposing) act(event);
  };
  addEventListener("keydown", heard);
  return () => removeEventListener("keydown", heard);
}

/** A key by itself: with Alt, Ctrl or the Mac's it is the browser's. */
export const isPlain = (event: KeyboardEvent): boolean => !event.ctrlKey && !event.metaKey && !event.altKey;

/** Named keys; all else writes what it is called. Some keys of Lao layouts write two letters at once. */
const NAMED = /^([A-Z][A-Za-z0-9]+| |)$/;
/** What a browser says of a key that writes, where it does not know what. */
const UNKNOWN = /^(Dead|Process|Unidentified)$/;

/** A letter, a digit or a sign by itself: what somebody types who believes to be in a field. */
export const isLetter = (event: KeyboardEvent): boolean =>
  isPlain(event) && (!NAMED.test(event.key) || UNKNOWN.test(event.key));
