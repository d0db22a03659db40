/* Cards taken off the board, with the reason, ready to come back. */
import { Eye } from "lucide-preact";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { CardFace } from "../phone/card";
import { shownCards } from "../phone/cards";
import { about, why } from "../phone/why";
import { give } from "./give";

export function Hidden() {
  const cards = shownCards().filter((card) => card.hidden && !card.withdrawn);
  return (
    <section class="panel stack" aria-labelledby="desk-hidden">
      <h2 id="desk-hidden">{t("lead.hidden")}</h2>
      {cards.length === 0 && <p class="soft">{t("lead.hidden_none")}</p>}
      <ul class="stack">
        {cards.map((card) => (
          <li key={card.key}>
            <CardFace card={card}>
              <Button
                small
                class="card-answer"
                icon={Eye}
                why={why("card.restore", about(card))}
                onTap={() => void give("card.restore", { card: card.card!.id })}
              >
                {t("lead.restore")}
              </Button>
            </CardFace>
          </li>
        ))}
      </ul>
    </section>
  );
}
