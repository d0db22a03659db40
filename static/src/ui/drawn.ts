/* What follows a drawing belongs to it. The browser hands on keys and taps between two tasks, never within one: an effect
 * that waits for the next frame lets them fall on a page that is not whole yet, and a slow phone takes long for a frame. */
import { options } from "preact";

options.requestAnimationFrame = (effects) => queueMicrotask(effects);

/** Do this once what was just changed is drawn and its effects have run, and before anybody's next key or tap. */
export function drawn(then: () => void): void {
  // The drawing is the next microtask, its effects the one after.
  queueMicrotask(() => queueMicrotask(then));
}
