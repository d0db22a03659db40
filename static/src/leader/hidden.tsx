/* Cards taken from sight, with the reason, ready to come back: to the board, or to the tray if nobody has approved them. */
import { Check, Eye } from "lucide-preact";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { CardFace } from "../phone/card";
import { about, why } from "../phone/why";
import { use } from "../phone/world";
import { approve, restore } from "./desk/ask";
import { Gone, Refusal } from "./desk/row";
import { hidden } from "./desk/state";
import { useSteady } from "./desk/steady";

export function Hidden() {
  const { board } = use();
  const { rows, fresh, show } = useSteady(hidden.value, String(board.value?.id));
  return (
    <section class="panel stack" aria-labelledby="desk-hidden">
      <h2 id="desk-hidden" class="row">
        {t("lead.hidden")} <span class="tag num">{hidden.value.length}</span>
      </h2>
      {rows.length === 0 && <p class="soft">{t("lead.hidden_none")}</p>}
      <ul class="stack">
        {rows.map(({ item: card, gone }) => (
          <li key={card.key} data-row={card.key} {...(gone && { "data-gone": "", tabIndex: -1 })}>
            {gone ? (
              <Gone card={card} />
            ) : (
              <CardFace card={card}>
                <Refusal of={card.card!.id} />
                <div class="card-acts">
                  {card.pending && (
                    <Button
                      small
                      icon={Check}
                      label={t("mod.approve_what", { text: card.text })}
                      why={why("card.approve", board.value)}
                      onTap={() => void approve([card.card!.id])}
                    >
                      {t("act.approve")}
                    </Button>
                  )}
                  <Button
                    small
                    icon={Eye}
                    label={t("mod.restore_what", { text: card.text })}
                    why={why("card.restore", about(card))}
                    onTap={() => void restore(card.card!.id)}
                  >
                    {t(card.pending ? "mod.back_to_tray" : "lead.restore")}
                  </Button>
                </div>
              </CardFace>
            )}
          </li>
        ))}
      </ul>
      {fresh > 0 && (
        <Button wide class="num" onTap={show}>
          {t("mod.fresh", { n: fresh })}
        </Button>
      )}
    </section>
  );
}
