/** The server runs a newer build: load it, but never under a finger or over a text being typed. */

import { steadyClock } from "./time";

const MARK = "ws:reloaded";

export function reloadWhenIdle(newer: string, busy: () => boolean, quietFor = 10_000): void {
  if (typeof document === "undefined" || seen(newer)) return;
  let touched = steadyClock.now();
  for (const act of ["pointerdown", "keydown", "input"]) addEventListener(act, () => (touched = steadyClock.now()), true);
  const look = (): void => {
    const typing = document.activeElement?.matches("input, textarea, select, [contenteditable]") ?? false;
    const idle = document.hidden || steadyClock.now() - touched > quietFor;
    if (!busy() && !typing && idle && remember(newer)) location.reload();
    else setTimeout(look, 2_000);
  };
  look();
}

/** Once per build: a proxy that keeps serving the old page must not make it reload for ever. */
const seen = (build: string): boolean => attempt(() => sessionStorage.getItem(MARK) === build, true);
const remember = (build: string): boolean => attempt(() => (sessionStorage.setItem(MARK, build), true), false);

function attempt<T>(does: () => T, otherwise: T): T {
  try {
    return does();
  } catch {
    return otherwise;
  }
}
