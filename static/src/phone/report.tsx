/* The group's result on its own phones: whether it has gone to the chair, and what went. */
import { CircleCheck, Hourglass, Projector } from "lucide-preact";
import type { Card, Id, Presentation } from "../core/client";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { timeText } from "../ui/dates";
import { Icon } from "../ui/icons";
import { handedIn } from "../ui/outcome";
import { Result, Voters } from "../ui/result";
import { go, use } from "./world";

export function Submitted() {
  const { board, leads } = use();
  const at = board.value?.submitted ?? null;
  return (
    <div class="part stack">
      <OnScreen />
      <section class="panel stack" aria-label={t("lead.result")}>
        <p class="row">
          <Icon of={at === null ? Hourglass : CircleCheck} />
          <span class="grow num">
            {at !== null
              ? t("report.sent", { time: timeText(at) })
              : t(leads.value ? "report.not_sent_leader" : "report.not_sent")}
          </span>
        </p>
        {at !== null && <Handed />}
      </section>
    </div>
  );
}

function Handed() {
  const { client, submission, board } = use();
  const last = submission.value;
  if (!last) return null;
  const cards = client.all("card").value.filter((card) => card.board === board.value?.id && !card.hidden && !card.withdrawn);
  const known = new Map(cards.map((card): [Id, Card] => [card.id, card]));
  return (
    <>
      <Voters of={last.people} />
      <Result of={{ ...handedIn(last, known), others: [] }} />
    </>
  );
}

/** While the room looks at this table's result. Its leader finds the way back to the remote here. */
function OnScreen() {
  const { client, board, leads } = use();
  const shown = client.one<Presentation>(`presentation:${board.value?.id ?? 0}`).value;
  if (!shown) return null;
  return (
    <section class="panel row" role="status">
      <Icon of={Projector} />
      <span class="grow strong">{t("present.on_screen")}</span>
      {leads.value && <Button onTap={() => go("desk")}>{t("present.remote")}</Button>}
    </section>
  );
}
