/* A private turn: cards or themes with dots exactly as on a phone, one's own and nobody else's. */
import { Check, Minus } from "lucide-preact";
import { useMemo, useRef, useState } from "preact/hooks";
import type { Key, Round } from "../../core/client";
import { lang, t } from "../../core/strings";
import { Button } from "../../ui/button";
import { Wrong } from "../../ui/field";
import { doubleTaps } from "../../phone/ballot";
import { use } from "../../phone/world";
import { VoteRow } from "../../phone/dots";
import { fileOf } from "../../phone/methods";
import { type Dots, lay, leftOf, spent, stale } from "./choices";
import { handIn } from "./handed";
import { Question, TurnPage } from "./leave";
import { MethodTurn } from "./methodturn";
import { type Item, roundOf, slateOf } from "./slate";
import type { BallotTurnProps } from "./turn";

export function BallotTurn(p: BallotTurnProps) {
  return fileOf(roundOf(p.what)) ? <MethodTurn {...p} /> : <DotsTurn {...p} />;
}

function DotsTurn(p: BallotTurnProps) {
  const { round, items, not: shut, say } = slateOf(p.what);
  // Their own phone has taken over meanwhile.
  const up = use().client.all("person").value.find((one) => one.id === p.person.id)?.seated === false;
  const not = shut ?? (up ? t("err.seated") : null);
  const [dots, setDots] = useState<Dots>(new Map());
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [empty, setEmpty] = useState(false); // asked to hand in nothing
  const texts = useRef(new Map<Key, string>()); // of what was chosen, should it leave the board meanwhile
  const laid = useRef(dots);
  laid.current = dots;
  const [twice] = useState(() => doubleTaps());
  if (!round) return null;
  const gone = stale(dots, items.map(({ key }) => key));
  const set = (subject: Key, n: number, text: string) => {
    const before = laid.current.get(subject) ?? 0;
    if (!twice(subject, n > before, before)) put(subject, n, text);
  };
  const put = (subject: Key, n: number, text: string) => {
    texts.current.set(subject, text);
    setDots((now) => lay(now, subject, n, round));
    setWrong(null);
  };
  const none = leftOf(dots, round) === 0 ? t("err.no_votes") : null;
  const leave = (say?: string) => p.onLeave(say ?? (spent(dots) ? t("table.cleared") : undefined));
  const done = async () => {
    setEmpty(false);
    setBusy(true);
    const answer = await handIn(round, p.person.id, { dots: Object.fromEntries(dots) });
    setBusy(false);
    if ("refused" in answer) setWrong(answer.refused);
    else p.onDone(answer.waits);
  };
  if (empty && !not)
    return (
      <TurnPage {...p} name={p.person.name} begun={false} busy={busy} say="" onLeave={leave}>
        <Question
          title={t("table.none_given")}
          say={t("table.none_say")}
          stay={t("table.go_on")}
          onStay={() => setEmpty(false)}
          go={t("table.none_hand")}
          onLeave={() => void done()}
        />
      </TurnPage>
    );
  return (
    <TurnPage {...p} name={p.person.name} begun={spent(dots) > 0 && !not} busy={busy} say={t("table.leave_vote")} onLeave={leave}>
      <p>{say.choose}</p>
      {round.live && <p class="soft">{t(p.what === "poll" ? "vote.is_live" : "table.live")}</p>}
      {gone.length > 0 && (
        <div class="refusal" role="alert">
          <p>{say.changed}</p>
          {gone.map((key) => (
            <div key={key} class="row-apart">
              <span class="grow clamp-2">{texts.current.get(key)}</span>
              <Button small icon={Minus} onTap={() => put(key, 0, "")}>
                {t("vote.take")}
              </Button>
            </div>
          ))}
        </div>
      )}
      {items.length === 0 && <p class="empty">{say.none}</p>}
      <ul class="cards table-cards">
        {items.map((one) => (
          <Same key={one.key} one={one} round={round} mine={dots.get(one.key) ?? 0} not={not} full={say.full} none={none} onSet={set} />
        ))}
      </ul>
      <div class="table-dock">
        {not && (
          <p class="table-shut" role="alert">
            {shut ? t("table.vote_shut") : not}
          </p>
        )}
        <Wrong id="table-wrong" say={not ? null : wrong} />
        <div class="row-apart">
          <p class="strong num" role="status">
            <Budget dots={dots} round={round} />
          </p>
          <Button
            look="main"
            icon={Check}
            why={not ?? (gone.length ? say.changed : busy ? t("st.saving") : null)}
            onTap={() => (spent(dots) ? void done() : setEmpty(true))}
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

interface BallotItemProps {
  one: Item;
  round: Round;
  mine: number;
  /** Why nothing can be handed in now. */
  not: string | null;
  /** Said at the cap, and when the budget is spent. */
  full: string;
  none: string | null;
  onSet: (subject: Key, n: number, text: string) => void;
}

/** Draws one again only when its own numbers changed: one tap among 300 redraws one. */
function Same(p: BallotItemProps) {
  const looks = [p.one.key, ...p.one.looks, p.round, p.mine, p.not, p.none, lang.value];
  return useMemo(() => <BallotItem {...p} />, looks);
}

function BallotItem({ one, round, mine, not, full, none, onSet }: BallotItemProps) {
  const { key, text, kind, under } = one;
  return (
    <li class={under ? "table-under" : undefined}>
      <article class="card" data-kind={kind}>
        {one.draw()}
        <VoteRow
          text={text}
          mine={mine}
          cap={round.cap}
          over={null}
          not={null}
          full={not ?? (mine >= round.cap ? full : none)}
          onTap={(more) => onSet(key, mine + (more ? 1 : -1), text)}
        />
      </article>
    </li>
  );
}
