/* Which sheet lies over the board, and about which card: one at a time, so cards need no state of their own for it. */
import { signal } from "@preact/signals";
import { later } from "./later";

export type SheetName = "menu" | "edit" | "hide" | "reply";

export const opened = signal<{ sheet: SheetName; key: string } | null>(null);

export const openSheet = (sheet: SheetName, key: string): void => {
  opened.value = { sheet, key };
};
export const closeSheet = (): void => {
  opened.value = null;
};

/** Wanted now and then: it comes once the phone is at rest. */
export const sheets = later(() => import("./sheets"));
