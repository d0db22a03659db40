/* One tick a second for every timer on the page, on the server's clock: phones' own clocks are minutes apart. */
import { signal } from "@preact/signals";
import { wallClock } from "../core/time";

let read = wallClock.now;
/** Server time in ms, to the second. */
export const tick = signal(read());
let beat: ReturnType<typeof setInterval> | undefined;

export function useServerClock(now: () => number): void {
  read = now;
  tick.value = now();
  beat ??= setInterval(() => {
    tick.value = read();
  }, 1000);
}
