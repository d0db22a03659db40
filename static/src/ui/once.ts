import { useLayoutEffect, useRef, useState } from "preact/hooks";

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

/**
 * Acts of a list whose rows go when they are answered: the second half of a double tap must not answer the row that moved
 * up under the finger. A press so soon after another one, or after a row has gone, is nothing.
 */
export function apart(): { gone: () => void; may: () => boolean } {
  let last = Number.NEGATIVE_INFINITY;
  return {
    gone: () => void (last = performance.now()),
    may() {
      const at = tapped();
      if (at - last < DOUBLE) return false;
      last = at;
      return true;
    },
  };
}

export interface Apart {
  /** The act of a row, that is nothing where it comes too soon. */
  <Given extends unknown[]>(act: (...given: Given) => unknown): (...given: Given) => void;
  /** Rows have just gone: for `aria-busy` of the list, so that who cannot see them move is told when they rest. */
  busy: boolean;
}

/** The same for the list of so many rows that is drawn now. */
export function useApart(rows: number): Apart {
  const kept = useRef<ReturnType<typeof apart>>();
  const steady = (kept.current ??= apart());
  const before = useRef(rows);
  const [busy, setBusy] = useState(false);
  useLayoutEffect(() => {
    const fewer = rows < before.current;
    before.current = rows;
    if (!fewer) return;
    steady.gone();
    setBusy(true);
    const rest = setTimeout(() => setBusy(false), DOUBLE);
    return () => clearTimeout(rest);
  }, [rows]);
  const guard =
    <Given extends unknown[]>(act: (...given: Given) => unknown) =>
    (...given: Given): void => {
      if (steady.may()) act(...given);
    };
  return Object.assign(guard, { busy });
}

/** A form that is sent by this. */
export const sent = (save: () => void) => (event: Event) => {
  event.preventDefault();
  save();
};
