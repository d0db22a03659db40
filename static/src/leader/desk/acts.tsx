/* What a leader may do with a card that stands on the board: its buttons, in order. Another act is one line at the end. */
import { EyeOff, GitMerge, Pencil, Split } from "lucide-preact";
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
    icon={GitMerge}
    label={t("mod.merge_what", { text: card.text })}
    why={why("card.merge", about(card))}
    onTap={() => startMerge(card.card!.id)}
  >
    {t("act.merge")}
  </Button>
);

/** Only where something was put under it. */
function SplitAll({ card }: ActProps) {
  const id = card.card!.id;
  if (!membersOf(id).length) return null;
  return (
    <Button
      small
      icon={Split}
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
    icon={Pencil}
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
    icon={EyeOff}
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

const Spotlight = ({ card }: ActProps) => <SpotlightButton card={card.card!} small />;

export const ACTS: ComponentType<ActProps>[] = [Merge, SplitAll, Reword, Hide, Spotlight];
