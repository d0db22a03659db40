/* What a leader may do with a card that stands on the board: its buttons, in order; words alone, for there are 300 cards. Another act is one line at the end. */
import type { ComponentType } from "preact";
import { t } from "../../core/strings";
import { Button } from "../../ui/button";
import type { Shown } from "../../phone/cards";
import { about, why } from "../../phone/why";
import { SpotlightButton } from "../spotlight";
import { split } from "./ask";
import { asking, membersOf, startMerge } from "./state";

export interface ActProps {
  card: Shown;
}

const Merge = ({ card }: ActProps) => (
  <Button
    small
    look="bare"
    label={t("mod.merge_what", { text: card.text })}
    why={why("card.merge", about(card))}
    onTap={() => startMerge(card.card!.id)}
  >
    {t("act.merge")}
  </Button>
);

/** Where several were put under it; one alone has its own button. */
function SplitAll({ card }: ActProps) {
  const id = card.card!.id;
  if (membersOf(id).length < 2) return null;
  return (
    <Button
      small
      look="bare"
      label={t("mod.split_all_what", { text: card.text })}
      why={why("card.split", about(card))}
      onTap={() => void split(id, id)}
    >
      {t("mod.split_all")}
    </Button>
  );
}

const Reword = ({ card }: ActProps) => (
  <Button
    small
    look="bare"
    haspopup="dialog"
    label={t("mod.reword_what", { text: card.text })}
    why={why("card.reword", about(card))}
    onTap={() => {
      asking.value = { what: "reword", card };
    }}
  >
    {t("mod.reword")}
  </Button>
);

const Hide = ({ card }: ActProps) => (
  <Button
    small
    look="bare"
    haspopup="dialog"
    label={t("mod.hide_what", { text: card.text })}
    why={why("card.hide", about(card))}
    onTap={() => {
      asking.value = { what: "hide", cards: [card] };
    }}
  >
    {t("act.hide")}
  </Button>
);

const Spotlight = ({ card }: ActProps) => <SpotlightButton card={card.card!} bare />;

export const ACTS: ComponentType<ActProps>[] = [Merge, SplitAll, Reword, Hide, Spotlight];
