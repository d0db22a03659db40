/* What the vote came to: most dots first, with counts and bars; earlier rounds stay at hand. */
import { useState } from "preact/hooks";
import { t } from "../core/strings";
import { Bar } from "../ui/bits";
import { Choices } from "../ui/choice";
import { CardFace } from "./card";
import { boardView, type Shown, shownCards } from "./cards";
import { Sections } from "./threads";
import { dotsOf, talliesOf, use } from "./world";

export function Results() {
  const { rounds } = use();
  const [number, setNumber] = useState<number | null>(null);
  const cards = shownCards();
  const round = rounds.value.find((one) => one.number === number) ?? rounds.value[0];
  if (!round) return <Sections view={boardView(cards.filter((card) => card.card))} only="all" />;
  const tallies = talliesOf(round);
  const mine = dotsOf(round);
  const most = Math.max(1, ...[...tallies.values()].map((tally) => tally.votes));
  const votes = (card: Shown) => tallies.get(card.key)?.votes ?? 0;
  const ranked = cards
    .filter((card) => card.card && !card.hidden && !card.withdrawn)
    .sort((a, b) => votes(b) - votes(a) || a.card!.id - b.card!.id);
  return (
    <section class="section" aria-label={t("view.results")}>
      <h2 class="section-head">{t("view.results")}</h2>
      {rounds.value.length > 1 && (
        <div class="part">
          <Choices
            name="round"
            label={t("vote.round")}
            hideLabel
            value={round.number}
            of={[...rounds.value].reverse().map((one) => ({ value: one.number, say: t("vote.round_n", { n: one.number }) }))}
            onPick={setNumber}
          />
        </div>
      )}
      <ol class="cards">
        {ranked.map((card) => (
          <li key={card.key}>
            <CardFace card={card}>
              <Answered card={card} all={cards} />
              <div class="tally">
                <Bar value={votes(card)} most={most} />
                <span class="strong num">{t("vote.count", { n: votes(card) })}</span>
                {(mine.get(card.key) ?? 0) > 0 && (
                  <span class="tag tag-accent num">{t("vote.mine", { n: mine.get(card.key)! })}</span>
                )}
              </div>
            </CardFace>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Out of its thread a card says itself what it answers. */
function Answered({ card, all }: { card: Shown; all: Shown[] }) {
  const other = card.answers === null ? undefined : all.find((one) => one.card?.id === card.answers);
  if (!other) return null;
  return (
    <p class="small soft clamp-2" lang={other.lang}>
      {t("composer.answers", { text: other.text })}
    </p>
  );
}
