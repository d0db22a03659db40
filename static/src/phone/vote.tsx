/* Giving dots. The number left is always in the same place; a tap shows at once and is taken back if it is refused. */
import { Minus, Plus } from "lucide-preact";
import { useMemo } from "preact/hooks";
import type { Round } from "../core/client";
import { lang, t } from "../core/strings";
import { Bar } from "../ui/bits";
import { Button } from "../ui/button";
import { CardFace } from "./card";
import { boardView, type Shown, shownCards } from "./cards";
import { Results } from "./results";
import { ThreadView } from "./threads";
import { dotsOf, talliesOf, use } from "./world";
import { why } from "./why";

export function Vote() {
  const round = use().rounds.value[0];
  if (!round || round.state === "waiting") return <p class="empty">{t("st.loading")}</p>;
  if (round.state === "closed") return <Results />;
  const view = boardView(shownCards().filter((card) => card.card && !card.hidden));
  const threads = [...view.threads.values()].flat();
  if (!threads.length) return <p class="empty">{t("vote.no_cards")}</p>;
  const dots = dotsOf(round);
  const tallies = talliesOf(round);
  const most = Math.max(1, ...[...tallies.values()].map((one) => one.votes));
  const not = why("ballot.cast", use().board.value);
  const none = round.budget !== null && round.budget <= sum(dots) ? t("err.no_votes") : null;
  const votable = (card: Shown) => (
    <Votable
      card={card}
      round={round}
      mine={dots.get(card.key) ?? 0}
      not={not}
      none={none}
      votes={round.live ? (tallies.get(card.key)?.votes ?? 0) : null}
      most={most}
    />
  );
  return (
    <>
      <ul class="cards cards-first">
        {threads.map((thread) => (
          <li class="thread" key={thread.top.key}>
            <ThreadView thread={thread} draw={votable} />
          </li>
        ))}
      </ul>
      <BudgetLine round={round} />
    </>
  );
}

const sum = (dots: Map<string, number>) => [...dots.values()].reduce((all, n) => all + n, 0);

interface VotableProps {
  card: Shown;
  round: Round;
  mine: number;
  /** Why nobody may vote now. */
  not: string | null;
  /** Said when the budget is spent. */
  none: string | null;
  /** The running count where the round shows it. */
  votes: number | null;
  most: number;
}

/** Draws a card again only when its own numbers changed: one tap among 300 cards redraws one. */
function Votable(p: VotableProps) {
  const looks = [p.card.card, p.card.text, p.round, p.mine, p.not, p.none, p.votes, p.votes ? p.most : 0, lang.value];
  return useMemo(() => <VoteCard {...p} />, looks);
}

function VoteCard({ card, round, mine, not, none, votes, most }: VotableProps) {
  const full = not ?? (mine >= round.cap ? t("vote.cap_reached", { max: round.cap }) : none);
  return (
    <CardFace card={card}>
      <div class="vote">
        <Dots mine={mine} cap={round.cap} />
        {mine > 0 && (
          <Button
            icon={Minus}
            why={not}
            label={t("vote.take_one", { text: card.text })}
            onTap={() => cast(round, card.key, mine - 1, false)}
          >
            {round.cap === 1 && t("vote.take")}
          </Button>
        )}
        {(mine === 0 || round.cap > 1) && (
          <Button
            look={mine ? "plain" : "main"}
            icon={Plus}
            why={full}
            label={t("vote.give_one", { text: card.text })}
            onTap={() => cast(round, card.key, mine + 1, true)}
          >
            {mine === 0 && t("vote.verb")}
          </Button>
        )}
      </div>
      {votes !== null && (
        <div class="tally">
          <Bar value={votes} most={most} />
          <span class="num small">{t("vote.count", { n: votes })}</span>
        </div>
      )}
    </CardFace>
  );
}

/** With the first dot the buttons change places: the second half of a double tap must not undo the first half, ms. */
const DOUBLE = 400;
let moved = { subject: "", more: false, at: -DOUBLE };

/** Absolute numbers: a cast still waiting for the same card is out of date and makes way. */
function cast(round: Round, subject: string, dots: number, more: boolean): void {
  const at = performance.now();
  if (moved.subject === subject && moved.more !== more && at - moved.at < DOUBLE) return;
  moved = { subject: dots - (more ? 1 : 0) === 0 ? subject : "", more, at };
  const { client } = use();
  for (const item of client.outbox.value)
    if (item.name === "ballot.cast" && item.data.subject === subject && item.state.value === "waiting")
      client.dismiss(item.id);
  client.post("ballot.cast", { round: round.id, subject, dots });
}

export function Dots({ mine, cap }: { mine: number; cap: number }) {
  return (
    <span class="dots">
      <span class="unseen">{t("vote.mine", { n: mine })}</span>
      {cap <= 6 ? (
        Array.from({ length: cap }, (_, i) => <span key={i} class={i < mine ? "dot dot-on" : "dot"} aria-hidden="true" />)
      ) : (
        <span class="strong num" aria-hidden="true">
          {mine}
        </span>
      )}
    </span>
  );
}

/** The one number that matters while voting, at the bottom, where the composer was. */
export function BudgetLine({ round }: { round: Round }) {
  const used = sum(dotsOf(round));
  const left = round.budget === null ? null : Math.max(0, round.budget - used);
  const on = use().client.outbox.value.filter((item) => item.name === "ballot.cast");
  const waiting = on.some((item) => item.state.value === "waiting");
  return (
    <div class="dock budget">
      <p class="strong num" role="status">
        {left === null ? t("vote.given", { n: used }) : left ? t("vote.left", { n: left }) : t("vote.none_left")}
      </p>
      <span class="soft small">{waiting ? t("st.waiting") : t(round.live ? "vote.is_live" : "vote.is_secret")}</span>
    </div>
  );
}
