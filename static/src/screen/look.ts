/** What somebody at this very screen looks into: a theme, then a card of it, then what was said under that. No other screen hears of it, and it ends by itself. */
import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect } from "preact/hooks";
import type { Id } from "../core/types";
import { isPlain, onKey } from "../ui/press";

/** Nobody touched anything for so long: the screen goes back to what the room looks at. */
const REST = 60_000;

export interface Look {
  theme: Id | undefined;
  card: Id | undefined;
  replies: boolean;
}

const NOTHING: Look = { theme: undefined, card: undefined, replies: false };
export const look = signal<Look>(NOTHING);

/** Where it was left, so that the keyboard goes on from there. */
export const left = signal<string | undefined>(undefined);

export const lookAt = (theme: Id): void => void (look.value = { ...NOTHING, theme });
export const lookAtCard = (card: Id): void => void (look.value = { ...look.value, card, replies: false });
export const lookAtReplies = (): void => void (look.value = { ...look.value, replies: true });
export const lookAway = (): void => void (look.value = NOTHING);

/** From replies to their card, from the card to its theme, from the theme to what the room sees. */
export function back(): void {
  const { theme, card, replies } = look.value;
  if (replies) {
    left.value = `replies:${card}`;
    look.value = { ...look.value, replies: false };
    return;
  }
  left.value = card !== undefined ? `card:${card}` : `theme:${theme}`;
  look.value = card === undefined ? NOTHING : { ...NOTHING, theme };
}

/** For the picture that is looked into. `shown` is the chair's word: when that changes, it is what stands here too. */
export function useLook(shown: string): Look {
  const now = look.value;
  useEffect(() => lookAway, [shown]);
  const away = now !== NOTHING && (now.theme !== undefined || now.card !== undefined);
  useLayoutEffect(() => {
    if (!away) return;
    let rest: ReturnType<typeof setTimeout>;
    const stir = () => {
      clearTimeout(rest);
      rest = setTimeout(lookAway, REST);
    };
    const key = (event: KeyboardEvent) => {
      stir();
      if (isPlain(event) && (event.key === "Escape" || event.key === "Backspace")) back();
    };
    stir();
    const deaf = onKey(key);
    addEventListener("pointerdown", stir);
    return () => {
      clearTimeout(rest);
      deaf();
      removeEventListener("pointerdown", stir);
    };
  }, [away]);
  return now;
}
