/* A private turn: the cards with dots exactly as on a phone, one's own and nobody else's. */
import { Check, Minus, Plus } from "lucide-preact";
import { useMemo, useRef, useState } from "preact/hooks";
import type { Key, Person, Round } from "../../core/client";
import { lang, t } from "../../core/strings";
import { both } from "../../ui/bits";
import { Button } from "../../ui/button";
import { Wrong } from "../../ui/field";
import { KindMark } from "../../ui/marks";
import { Dots as DotRow } from "../../phone/vote";
import { orgOf, use } from "../../phone/world";
import { whyNot } from "../open";
import { type Dots, lay, leftOf, spent, stale } from "./choices";
import { handIn } from "./handed";
import { TurnPage } from "./leave";
import { type Votable, votable } from "./votable";

/** With the first dot the buttons change places: the second half of a double tap must not undo the first half, ms. */
const DOUBLE = 400;

export function BallotTurn(p: {
  person: Person;
  leaving: number;
  onDone: (waits: boolean) => void;
  onLeave: (say?: string) => void;
}) {
  const { client, board, rounds } = use();
  const round = rounds.value[0];
  const [dots, setDots] = useState<Dots>(new Map());
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const texts = useRef(new Map<Key, string>()); // of what was chosen, should it leave the board meanwhile
  const laid = useRef(dots);
  laid.current = dots;
  const moved = useRef({ subject: "", more: false, at: -DOUBLE });
  if (!round || !board.value) return null;
  const cards = votable(client.all("card").value, board.value.id);
  const gone = stale(dots, cards.map(({ card }) => card.key));
  const not = whyNot("ballot.hand_in", "voting");
  const set = (subject: Key, n: number, text: string) => {
    const more = n > (laid.current.get(subject) ?? 0);
    const at = performance.now();
    const { current: last } = moved;
    if (last.subject === subject && last.more !== more && at - last.at < DOUBLE) return;
    moved.current = { subject: more && n === 1 ? subject : "", more, at };
    texts.current.set(subject, text);
    setDots((now) => lay(now, subject, n, round));
    setWrong(null);
  };
  const none = leftOf(dots, round) === 0 ? t("err.no_votes") : null;
  const done = async () => {
    setBusy(true);
    const answer = await handIn(round, p.person.id, dots);
    setBusy(false);
    if ("refused" in answer) setWrong(answer.refused);
    else p.onDone(answer.waits);
  };
  return (
    <TurnPage {...p} name={p.person.name} begun={spent(dots) > 0} busy={busy} say={t("table.leave_vote")}>
      <p>{t("table.choose")}</p>
      {round.live && <p class="soft">{t("table.live")}</p>}
      {gone.length > 0 && (
        <div class="refusal" role="alert">
          <p>{t("table.changed")}</p>
          {gone.map((key) => (
            <div key={key} class="row-apart">
              <span class="grow clamp-2">{texts.current.get(key)}</span>
              <Button small icon={Minus} onTap={() => set(key, 0, "")}>
                {t("vote.take")}
              </Button>
            </div>
          ))}
        </div>
      )}
      {cards.length === 0 && <p class="empty">{t("vote.no_cards")}</p>}
      <ul class="cards table-cards">
        {cards.map((one) => (
          <Same key={one.card.key} one={one} round={round} mine={dots.get(one.card.key) ?? 0} not={not} none={none} onSet={set} />
        ))}
      </ul>
      <div class="table-dock">
        <Wrong id="table-wrong" say={wrong} />
        <div class="row-apart">
          <p class="strong num" role="status">
            <Budget dots={dots} round={round} />
          </p>
          <Button
            look="main"
            icon={Check}
            why={not ?? (gone.length ? t("table.changed") : busy ? t("st.saving") : null)}
            onTap={() => void done()}
          >
            {busy ? t("st.saving") : t("table.done")}
          </Button>
        </div>
      </div>
    </TurnPage>
  );
}

function Budget({ dots, round }: { dots: Dots; round: Round }) {
  const left = leftOf(dots, round);
  if (left === null) return <>{t("vote.given", { n: spent(dots) })}</>;
  return <>{left ? t("vote.left", { n: left }) : t("vote.none_left")}</>;
}

interface BallotCardProps {
  one: Votable;
  round: Round;
  mine: number;
  /** Why nothing can be handed in now. */
  not: string | null;
  /** Said when the budget is spent. */
  none: string | null;
  onSet: (subject: Key, n: number, text: string) => void;
}

/** Draws a card again only when its own numbers changed: one tap among 300 redraws one. */
function Same(p: BallotCardProps) {
  const { card, merged, under } = p.one;
  const looks = [card, under, merged.map((one) => one.key).join(), p.round, p.mine, p.not, p.none, lang.value];
  return useMemo(() => <BallotCard {...p} />, looks);
}

function BallotCard({ one, round, mine, not, none, onSet }: BallotCardProps) {
  const { card, merged, under } = one;
  const { text, key } = card;
  const full = not ?? (mine >= round.cap ? t("vote.cap_reached", { max: round.cap }) : none);
  return (
    <li class={under ? "table-under" : undefined}>
      <article class="card" data-kind={card.kind}>
        <div class="card-top">
          <KindMark kind={card.kind} />
        </div>
        {under && (
          <p class="soft small clamp-2" lang={under.lang}>
            {t("composer.answers", { text: under.text })}
          </p>
        )}
        <p class="card-text" lang={card.lang}>
          {text}
        </p>
        {merged.map((other) => (
          <p key={other.key} class="quote small" lang={other.lang}>
            {other.text}
          </p>
        ))}
        {card.org !== null && <p class="card-foot"><span class="tag">{both(orgOf(card.org))}</span></p>}
        <div class="vote">
          <DotRow mine={mine} cap={round.cap} />
          {mine > 0 && (
            <Button icon={Minus} label={t("vote.take_one", { text })} onTap={() => onSet(key, mine - 1, text)}>
              {round.cap === 1 && t("vote.take")}
            </Button>
          )}
          {(mine === 0 || round.cap > 1) && (
            <Button
              look={mine ? "plain" : "main"}
              icon={Plus}
              why={full}
              label={t("vote.give_one", { text })}
              onTap={() => onSet(key, mine + 1, text)}
            >
              {mine === 0 && t("vote.verb")}
            </Button>
          )}
        </div>
      </article>
    </li>
  );
}
