/* The cards by kind, each problem with the solutions that answer it. */
import { useMemo } from "preact/hooks";
import type { CardKind } from "../core/client";
import { lang, t } from "../core/strings";
import { CardView } from "./card";
import { type BoardView, type Shown, shownCards, type Thread } from "./cards";

const HEADS: Record<CardKind, string> = { problem: "board.problems", solution: "board.solutions", lesson: "board.lessons" };

export function Sections({ view, only }: { view: BoardView; only: CardKind | "all" }) {
  const sections: [CardKind, Thread[]][] = [
    ["problem", view.problems],
    ["solution", view.solutions],
    ["lesson", view.lessons],
  ];
  // Seen by kind, solutions stand alone; otherwise they hang under their problems.
  const answers: Thread[] = view.problems.flatMap((thread) => thread.solutions.map((top) => ({ top, solutions: [] })));
  return (
    <>
      {sections.map(([kind, threads]) => {
        if (only !== "all" && only !== kind) return null;
        const shown = only === "solution" ? [...answers, ...threads] : threads;
        if (!shown.length) return null;
        return (
          <section key={kind} class="section" aria-label={t(HEADS[kind])}>
            <h2 class="section-head">
              {t(only === "all" ? HEADS[kind] : `c.${kind}`)} <span class="soft num">{shown.length}</span>
            </h2>
            <ul class="cards">
              {shown.map((thread) => (
                <ThreadView key={thread.top.key} thread={thread} bare={only === "problem"} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

function ThreadView({ thread, bare }: { thread: Thread; bare: boolean }) {
  return (
    <li class="thread">
      <Same card={thread.top} />
      {!bare && thread.solutions.length > 0 && (
        <ul class="answers" aria-label={t("board.answers")}>
          {thread.solutions.map((card) => (
            <li key={card.key}>
              <Same card={card} />
            </li>
          ))}
        </ul>
      )}
    </li>
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
