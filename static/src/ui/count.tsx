/* How much stands behind a card. Hands raised in the room count with the votes, and are always said to be hands. */
import { Hand } from "lucide-preact";
import { t } from "../core/strings";
import { Icon } from "./icons";

export interface Counted {
  votes: number;
  hands: number;
}

export const NONE: Counted = { votes: 0, hands: 0 };

export const total = ({ votes, hands }: Counted): number => votes + (hands || 0);

/** Most first. */
export const byWeight = (a: Counted, b: Counted): number => total(b) - total(a);

/** "12 votes", or "12 votes (4 by show of hands)" with the sign of a hand. */
export function Count({ of, class: more }: { of: Counted; class?: string }) {
  return (
    <span class={["num", of.hands ? "count-hands" : "", more].filter(Boolean).join(" ")}>
      {of.hands > 0 && <Icon of={Hand} />}
      {countWord(of)}
    </span>
  );
}

export const countWord = (of: Counted): string =>
  of.hands > 0 ? t("vote.count_hands", { n: total(of), hands: of.hands }) : t("vote.count", { n: total(of) });
