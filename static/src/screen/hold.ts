/** Frozen and blank: what stands on a screen while the chair holds it. */
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Vision } from "../core/types";

export type How = Vision["hold"];

/** kept: the picture as it was; waiting: frozen, but this page never saw that picture. */
export type Stands = "live" | "kept" | "waiting" | "blank";

export interface Held<P> {
  readonly stands: ReadonlySignal<Stands>;
  readonly kept: ReadonlySignal<P | undefined>;
  stop(): void;
}

/**
 * `take` is asked for the picture in the very moment the hold begins, before anything is drawn anew. It is kept through
 * blank and back, and forgotten once the screen lives again. `how` is undefined until it is known.
 */
export function openHold<P>(how: ReadonlySignal<How | undefined>, take: () => P | undefined): Held<P> {
  const kept = signal<P | undefined>(undefined);
  let before: How | undefined;
  const stop = effect(() => {
    const now = how.value;
    if (now === undefined) return;
    if (now === "live") kept.value = undefined;
    else if (before === "live") kept.value = take();
    before = now;
  });
  const stands = computed((): Stands => {
    const now = how.value ?? "live";
    if (now !== "frozen") return now;
    return kept.value === undefined ? "waiting" : "kept";
  });
  return { stands, kept, stop };
}
