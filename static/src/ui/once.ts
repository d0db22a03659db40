import { useRef } from "preact/hooks";

/** Two taps within so long are one gesture, ms. */
export const DOUBLE = 400;

/** When the finger was there: a slow phone that is busy drawing hears of the second half later than it was. */
export function tapped(): number {
  return globalThis.event?.timeStamp ?? performance.now();
}

/**
 * One press, one act: while it waits for its answer a second press is nothing, also in the moment until the page has
 * drawn what came of it.
 */
export function useOnce<Given extends unknown[]>(work: (...given: Given) => Promise<unknown>): (...given: Given) => void {
  const busy = useRef(false);
  const end = () => setTimeout(() => (busy.current = false));
  return (...given) => {
    if (busy.current) return;
    busy.current = true;
    void work(...given).then(end, (why: unknown) => {
      end();
      throw why;
    });
  };
}

/** A form that is sent by this. */
export const sent = (save: () => void) => (event: Event) => {
  event.preventDefault();
  save();
};
