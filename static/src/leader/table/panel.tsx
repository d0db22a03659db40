/* Not everyone on a phone: three ways in for those who have none. */
import { Hand, StickyNote, Tablet } from "lucide-preact";
import { useState } from "preact/hooks";
import { t } from "../../core/strings";
import { Button } from "../../ui/button";
import { givesPlaces } from "../../methods/wire";
import { goesRound, goRound } from "../../phone/round";
import { use } from "../../phone/world";
import { Hands } from "../hands";
import { Paper, unsaved } from "../paper";
import { whyNot } from "../open";
import { polling } from "./slate";
import { seatedHere } from "./seated";
import { Table } from "./table";

type Open = "table" | "hands" | "paper" | null;

export function ByHand() {
  const { client, rounds } = use();
  const [open, setOpen] = useState<Open>(() => (goesRound() ? "table" : null));
  const show = (next: Open) => {
    goRound(next === "table");
    setOpen(next);
  };
  const close = () => show(null);
  const seated = seatedHere().length;
  const round = rounds.value[0];
  const noHands = round && givesPlaces(round) ? t("hands.votes_only") : null;
  const counted = client.all("hands").value.find((one) => one.round === rounds.value[0]?.id);
  const back = unsaved().filter((item) => item.state.value === "refused").length;
  return (
    <section class="panel stack" aria-labelledby="desk-by-hand">
      <h2 id="desk-by-hand">{t("table.panel")}</h2>
      <div class="stack-tight">
        <Button wide icon={Tablet} haspopup="dialog" onTap={() => show("table")}>
          {t("table.title")}
        </Button>
        {seated > 0 && polling() && <p class="tag tag-accent">{t("poll.offer")}</p>}
        <p class="soft small num">{seated ? t("table.seated_n", { n: seated }) : t("table.panel_say")}</p>
      </div>
      <div class="stack-tight">
        <Button wide icon={Hand} haspopup="dialog" why={noHands ?? whyNot("hands.count")} onTap={() => show("hands")}>
          {t("hands.title")}
        </Button>
        <p class="soft small num">{counted ? t("hands.counted", { n: counted.present }) : t("hands.panel_say")}</p>
      </div>
      <div class="stack-tight">
        <Button wide icon={StickyNote} haspopup="dialog" why={whyNot("card.record")} onTap={() => show("paper")}>
          {t("paper.title")}
        </Button>
        <p class="soft small num">
          {back ? <span class="tag tag-amber">{t("paper.back_n", { n: back })}</span> : t("paper.panel_say")}
        </p>
      </div>
      {open === "table" && <Table onClose={close} />}
      {open === "hands" && <Hands onClose={close} />}
      {open === "paper" && <Paper onClose={close} />}
    </section>
  );
}
