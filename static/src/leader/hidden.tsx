/* Cards taken from sight, with the reason, ready to come back: to the board, or to the tray if nobody has approved them. */
import { Check, Eye } from "lucide-preact";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { CardFace } from "../phone/card";
import type { Shown } from "../phone/cards";
import { about, why } from "../phone/why";
import { use } from "../phone/world";
import { approve, restore } from "./desk/ask";
import { Gone, Head, Refusal } from "./desk/row";
import { hidden } from "./desk/state";
import { rowProps, useSteady } from "./desk/steady";

export function Hidden() {
  const { board } = use();
  const { rows, fresh, show } = useSteady(hidden.value, String(board.value?.id));
  return (
    <section class="panel stack" aria-labelledby="desk-hidden">
      <Head id="desk-hidden" title={t("lead.hidden")} n={hidden.value.length} fresh={fresh} onShow={show} />
      {rows.length === 0 && <p class="soft">{t("lead.hidden_none")}</p>}
      <ul class="stack">
        {rows.map((row) => (
          <li key={row.item.key} {...rowProps(row)}>
            {row.gone ? <Gone card={row.item} /> : <HiddenCard card={row.item} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function HiddenCard({ card }: { card: Shown }) {
  const id = card.card!.id;
  const of = { text: card.text };
  return (
    <CardFace card={card}>
      <Refusal of={id} />
      <div class="card-acts">
        {card.pending && (
          <Button small icon={Check} label={t("mod.approve_what", of)} why={why("card.approve", use().board.value)} onTap={() => void approve([id])}>
            {t("act.approve")}
          </Button>
        )}
        <Button small icon={Eye} label={t(card.pending ? "mod.back_to_tray_what" : "mod.restore_what", of)} why={why("card.restore", about(card))} onTap={() => void restore(id)}>
          {t(card.pending ? "mod.back_to_tray" : "lead.restore")}
        </Button>
      </div>
    </CardFace>
  );
}
