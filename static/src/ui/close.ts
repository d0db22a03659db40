/*
 * An answer touches its own sheet only. It may be under way when its sheet is shut and another one opened; so a sheet is
 * closed by what belongs to that one opening, and a bare setter, which would close whatever is open, is no `Close`.
 */
import type { Signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * Words on their way. What their answer lets go of is what was sent: who went on typing meanwhile, in the same sheet or in
 * one that was opened again on the same words, keeps what they typed. The answer says whether nothing was typed since.
 */
export function underWay(kept: Signal<string>): () => boolean {
  const sent = kept.peek();
  return () => {
    if (kept.peek() !== sent) return false;
    kept.value = "";
    return true;
  };
}

/** The same for fields that keep nothing: asked when it is sent, and again when the answer is here. */
export function useUnderWay(...words: readonly unknown[]): () => () => boolean {
  const now = useRef("");
  now.current = JSON.stringify(words);
  return () => {
    const sent = now.current;
    return () => now.current === sent;
  };
}

declare const own: unique symbol;
export type Close = (() => void) & { readonly [own]: true };

/** Within what is drawn for one opening: closes while that is there, and nothing afterwards. */
export function useClose(close: () => void): Close {
  const now = useRef(close);
  now.current = close;
  const made = useRef<Close>();
  const gone = useRef(false);
  useLayoutEffect(() => {
    gone.current = false;
    return () => void (gone.current = true);
  }, []);
  return (made.current ??= (() => gone.current || now.current()) as unknown as Close);
}

/** Of a sheet that a signal opens: closes while that very value is in it. */
export const closing = <T extends object, None extends null | undefined>(of: Signal<T | None>, it: T, none: None): Close =>
  (() => {
    if (of.peek() === it) of.value = none;
  }) as Close;
