/* The cards by kind, each with what answers it. */
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { lang, t } from "../core/strings";
import { answersTo, type CardKind, KINDS, kindOf } from "../ui/kinds";
import { CardView } from "./card";
import { alone, type BoardView, type Shown, shownCards, type Thread } from "./cards";

export function Sections({ view, only }: { view: BoardView; only: CardKind | "all" }) {
  return (
    <>
      {KINDS.map((kind) => {
        if (only !== "all" && only !== kind) return null;
        const { head, word } = kindOf(kind);
        const shown = only === "all" ? view.threads.get(kind)! : alone(view, kind);
        if (!shown.length) return null;
        return (
          <section key={kind} class="section" aria-label={t(head)}>
            <h2 class="section-head">
              {t(only === "all" ? head : word)} <span class="soft num">{shown.length}</span>
            </h2>
            <ul class="cards">
              {shown.map((thread) => (
                <li class="thread" key={thread.top.key}>
                  <ThreadView thread={thread} draw={(card) => <Same card={card} />} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

/** A card, and under it what answers it, a list for each kind. */
export function ThreadView({ thread, draw }: { thread: Thread; draw: (card: Shown) => ComponentChildren }) {
  return (
    <>
      {draw(thread.top)}
      {answersTo(thread.top.kind).map((kind) => {
        const answers = thread.answers.filter(({ top }) => top.kind === kind);
        if (!answers.length) return null;
        return (
          <ul key={kind} class="answers" aria-label={t(kindOf(kind).answers!.list)}>
            {answers.map((answer) => (
              <li key={answer.top.key}>
                <ThreadView thread={answer} draw={draw} />
              </li>
            ))}
          </ul>
        );
      })}
    </>
  );
}

/** Draws a card again only when something about it changed: a board of 300 must not shiver at each new one. */
function Same({ card }: { card: Shown }) {
  const looks = [card.card, card.text, card.org, card.state, card.say, card.mine, card.withdrawn, card.item, lang.value];
  return useMemo(() => <CardView card={card} />, looks);
}

/** Outside writing, what came back or still waits has a place of its own, so that no words are ever out of sight. */
export function Unsent() {
  const cards = shownCards().filter((card) => !card.card || card.state === "refused");
  if (!cards.length) return null;
  return (
    <section class="section" aria-label={t("board.unsent")}>
      <h2 class="section-head">{t("board.unsent")}</h2>
      <ul class="cards">
        {cards.map((card) => (
          <li key={card.key}>
            <CardView card={card} />
          </li>
        ))}
      </ul>
    </section>
  );
}
