/* How much stands behind a card. Hands raised in the room count with the votes, and are always said to be hands. */
import { Hand } from "lucide-preact";
import { lang, t } from "../core/strings";
import type { Lang } from "../core/types";
import { Icon } from "./icons";

export interface Counted {
  votes: number;
  hands: number;
  /** Where the vote gave places and not votes; null where this one has none. */
  place?: number | null | undefined;
  numbers?: Numbers | null | undefined;
}

/** Of a ranking its points; of a rating its score, 0 to 1. */
export interface Numbers {
  points?: number;
  score?: number | null;
}

/** What a record says of the vote, with nothing of what it does not say. */
export function countedOf(of: Partial<Record<keyof Counted, unknown>> | undefined): Counted {
  const { votes, hands, place, numbers } = (of ?? {}) as Partial<Counted>;
  const plain = { votes: votes ?? 0, hands: hands ?? 0 };
  return place === undefined ? plain : { ...plain, place, numbers };
}

export const NONE: Counted = { votes: 0, hands: 0 };

export const total = ({ votes, hands }: Counted): number => votes + (hands || 0);

/** Most first; by places the first place first, and what has none last. */
export const byWeight = (a: Counted, b: Counted): number =>
  a.place === undefined && b.place === undefined ? total(b) - total(a) : placed(a) - placed(b);
const placed = ({ place }: Counted): number => place ?? Number.MAX_SAFE_INTEGER;

/** "12 votes", or "12 votes (4 by show of hands)" with the sign of a hand. */
export function Count({ of, class: more }: { of: Counted; class?: string }) {
  return (
    <span class={["num", of.hands ? "count-hands" : "", more].filter(Boolean).join(" ")}>
      {of.hands > 0 && <Icon of={Hand} />}
      {countWord(of)}
    </span>
  );
}

export function countWord(of: Counted): string {
  const { place, numbers } = of;
  if (place === null) return t("method.no_place");
  if (place === undefined) return votesWord(of);
  if (numbers?.points !== undefined) return t("method.place_points", { n: place, points: halves(numbers.points) });
  if (numbers?.score != null) return t("method.place_mean", { n: place, mean: tenths(1 + 4 * numbers.score) });
  return t("method.place", { n: place });
}

/** Halves come of what nobody gave a place; a whole number is written as one. Lao writes a comma. */
export const halves = (n: number): string => (Number.isInteger(n) ? String(n) : tenths(n));
export function tenths(n: number, to: Lang = lang.value): string {
  const text = n.toFixed(1);
  return to === "lo" ? text.replace(".", ",") : text;
}

const votesWord = (of: Counted): string =>
  of.hands > 0 ? t("vote.count_hands", { n: total(of), hands: of.hands }) : t("vote.count", { n: total(of) });
