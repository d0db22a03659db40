/* A show of hands while it is being counted: what was typed, and what of it can be saved. */
import type { Hands, Id } from "../core/client";

/** As typed; an empty field was not counted. */
export interface Count {
  present: string;
  counts: Record<number, string>;
}

export const MOST = 500;

export const parse = (draft: string): Count | undefined => {
  try {
    const read = JSON.parse(draft) as Count;
    return typeof read.present === "string" && typeof read.counts === "object" ? read : undefined;
  } catch {
    return undefined;
  }
};

export const fromRecord = (hands: Hands): Count => ({
  present: String(hands.present),
  counts: Object.fromEntries(hands.counts.map((one) => [one.card, String(one.hands)])),
});

/** Lao digits are digits too. Null where it is no whole number from 0. */
export function whole(typed: string): number | null {
  const latin = typed.trim().replace(/[\u0ed0-\u0ed9]/g, (digit) => String(digit.charCodeAt(0) - 0x0ed0));
  return /^\d{1,4}$/.test(latin) ? Number(latin) : null;
}

export const total = (count: Count): number => Object.values(count.counts).reduce((all, one) => all + (whole(one) ?? 0), 0);

/** Not one card was counted: saved like this, every card would be told to have none. */
export const uncounted = (count: Count): boolean => Object.values(count.counts).every((one) => !one.trim());

/** What is wrong with one card's number: not a number, or more hands than people. */
export type Wrong = "number" | "over";
export function wrongAt(typed: string, present: number | null): Wrong | null {
  if (!typed.trim()) return null;
  const n = whole(typed);
  if (n === null) return "number";
  return present !== null && n > present ? "over" : null;
}

/** The counts to be saved, of these cards, in their order; one not counted is a zero. */
export const countsOf = (count: Count, cards: readonly Id[]) =>
  cards.map((card) => ({ card, hands: whole(count.counts[card] ?? "") ?? 0 }));
