/* How large a person reads, kept on this phone only. */
import { signal } from "@preact/signals";
import { store } from "../core/store";

export const SIZES = ["small", "middle", "large", "huge"] as const;
export type Size = (typeof SIZES)[number];

const kept = store.get("ws:size") as Size | null;
export const size = signal<Size>(kept && SIZES.includes(kept) ? kept : "middle");

export function setSize(to: Size): void {
  size.value = to;
  document.documentElement.dataset.size = to;
  store.set("ws:size", to);
}

/** At start, before anything is drawn. */
export function applySize(): void {
  document.documentElement.dataset.size = size.value;
}
