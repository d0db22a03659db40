/**
 * A phone that slept still holds a socket that looks alive. This tells when the page came back, and for how long it
 * may have heard nothing, by every sign that browsers give and by the one they cannot hide: a clock that jumped.
 */

import { stopwatch } from "./time";

/** How often the clock is looked at, ms; a jump of three times that is a sleep. */
const TICK = 5_000;

/** `heard(asleep)` in ms; Infinity when the page was frozen whole. `tick()` comes while the page is seen. */
export function onWake(heard: (asleep: number) => void, tick: () => void): void {
  if (typeof document === "undefined") return;
  let hidden = document.hidden ? stopwatch() : undefined;
  let last = stopwatch();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) hidden = stopwatch();
    else if (hidden) {
      heard(hidden());
      hidden = undefined;
    }
  });
  addEventListener("pageshow", (event) => event.persisted && heard(Infinity));
  // Another network: the old connection is silent, not closed.
  addEventListener("online", () => heard(0));
  setInterval(() => {
    const gap = last();
    last = stopwatch();
    if (document.hidden) return;
    if (gap > 3 * TICK) heard(gap);
    else tick();
  }, TICK);
}
