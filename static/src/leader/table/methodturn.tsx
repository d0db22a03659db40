/* A private turn in a vote that is not by dots: the very ballot of a phone, kept in the memory of the turn alone. */
import { Check } from "lucide-preact";
import { useState } from "preact/hooks";
import type { Round } from "../../core/client";
import { t } from "../../core/strings";
import type { Method, Values } from "../../methods/types";
import { questionOf, type Value } from "../../methods/wire";
import { Both } from "../../ui/bits";
import { Button } from "../../ui/button";
import { Wrong } from "../../ui/field";
import { itemsOf } from "../../phone/items";
import { useMethod } from "../../phone/methods";
import { use } from "../../phone/world";
import { handIn } from "./handed";
import { Question, TurnPage } from "./leave";
import { roundOf, whyNotHandIn } from "./slate";
import type { BallotTurnProps } from "./turn";

export function MethodTurn(p: BallotTurnProps) {
  const round = roundOf(p.what)!;
  const it = useMethod(round);
  return "meanwhile" in it ? it.meanwhile : <Turn {...p} round={round} method={it.method} />;
}

function Turn(p: BallotTurnProps & { round: Round; method: Method }) {
  const { round, method } = p;
  const shut = whyNotHandIn(p.what);
  // Their own phone has taken over meanwhile.
  const up = use().client.all("person").value.find((one) => one.id === p.person.id)?.seated === false;
  const not = shut ?? (up ? t("err.seated") : null);
  const items = itemsOf(round, p.person.id);
  const [values, setValues] = useState<Values>(new Map());
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [empty, setEmpty] = useState(false); // asked to hand in nothing
  const ballot = method.clean(values, items);
  const given = Object.keys(ballot).length > 0;
  const begun = given && !not;
  const leave = (say?: string) => p.onLeave(say ?? (given ? t("table.cleared") : undefined));
  const give = (more: Readonly<Record<string, Value>>) => {
    setValues((now) => method.laid(now, more));
    setWrong(null);
  };
  const done = async () => {
    setEmpty(false);
    setBusy(true);
    const answer = await handIn(round, p.person.id, { values: ballot });
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
  const question = questionOf(round);
  return (
    <TurnPage {...p} name={p.person.name} begun={begun} busy={busy} say={t("table.leave_vote")} onLeave={leave}>
      {question && <Both of={question} as="h3" />}
      {items.length === 0 && <p class="empty">{t(round.board === null ? "poll.no_themes" : "vote.no_cards")}</p>}
      {items.length > 0 && <method.Ballot round={round} items={items} values={values} not={not} give={give} />}
      <div class="table-dock">
        {not && (
          <p class="table-shut" role="alert">
            {shut ? t("table.vote_shut") : not}
          </p>
        )}
        <Wrong id="table-wrong" say={not ? null : wrong} />
        <div class="row-apart">
          <p class="strong num" role="status">
            {method.standing({ round, items, values })}
          </p>
          <Button
            look="main"
            icon={Check}
            why={not ?? (busy ? t("st.saving") : null)}
            onTap={() => (given ? void done() : setEmpty(true))}
          >
            {busy ? t("st.saving") : t("table.done")}
          </Button>
        </div>
      </div>
    </TurnPage>
  );
}
