/* The people of the table: where they are, who is still waited for, and who sits here without a phone. */
import { UserPlus } from "lucide-preact";
import { useState } from "preact/hooks";
import type { Id, Person } from "../core/client";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { KINDS, kindOf } from "../ui/kinds";
import { use } from "../phone/world";
import { why } from "../phone/why";
import { Doubles } from "./people/doubles";
import { Newcomers } from "./people/newcomers";
import { PersonSheet, Recoded } from "./people/person";
import { PersonRow } from "./people/row";
import { SeatSheet } from "./people/seat";
import { SightWords } from "./people/sight";
import { Waiting } from "./people/waiting";

export function People() {
  const { client, group } = use();
  const [open, setOpen] = useState<"seat" | Id | null>(null);
  const table = client.all("person").value.filter((person) => person.group === group.value?.id && person.role !== "chair");
  const newcomers = table.filter((person) => person.waiting && !person.removed);
  const all = table.filter((person) => !newcomers.includes(person));
  const here = all.filter((person) => !person.removed);
  const chosen = all.find((person) => person.id === open);
  const close = () => setOpen(null);
  return (
    <section class="panel stack" aria-labelledby="desk-people">
      <h2 id="desk-people" tabIndex={-1}>
        {t("group.members")}
      </h2>
      <Button wide icon={UserPlus} haspopup="dialog" why={why("person.seat", { group: group.value?.id ?? null })} onTap={() => setOpen("seat")}>
        {t("seat.title")}
      </Button>
      <Newcomers people={newcomers} />
      <Doubles people={here} />
      <Numbers people={here} />
      <Waiting people={here} />
      <ul class="people">
        {all.map((person) => (
          <PersonRow key={person.key} person={person} onMore={() => setOpen(person.id)} />
        ))}
      </ul>
      {use().workshop.value.named ? <SightWords /> : <p class="soft small">{t("here.secret")}</p>}
      {open === "seat" && <SeatSheet onClose={close} />}
      {chosen && <PersonSheet person={chosen} onClose={close} />}
      <Recoded />
    </section>
  );
}

/** How many, in the same place always. Counts only: who wrote what stays theirs. */
function Numbers({ people }: { people: readonly Person[] }) {
  const { client, board, group, progress, workshop } = use();
  const here = client.presence.value.groups[String(group.value?.id)];
  const p = progress.value;
  const voting = board.value?.phase === "vote" || board.value?.phase === "report";
  return (
    <ul class="facts num">
      {/* It comes a second later than the rest: what stands below must not move under a finger. */}
      <li>{t("lead.here", { n: here ?? "–", all: people.length })}</li>
      {p && board.value?.phase !== "vote" && <li>{t("lead.writers", { n: p.writers, all: p.people })}</li>}
      {p && voting && <li>{t("lead.voters", { n: p.voters, all: p.people })}</li>}
      {p && voting && p.handed > 0 && <li>{t("vote.handed_in", { n: p.handed })}</li>}
      {p && KINDS.map((kind) => <li key={kind}>{t("lead.of_kind", { kind: t(kindOf(kind).word), n: p.kinds[kind] ?? 0 })}</li>)}
      {p && board.value?.phase === "write" && !workshop.value.named && <li class="soft">{t("lead.threes")}</li>}
    </ul>
  );
}
