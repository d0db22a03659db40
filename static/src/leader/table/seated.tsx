/* Who sits at the table without a phone, and whose turn it is next. It knows who handed in here, and never how. */
import { Check, Clock3, TriangleAlert, UserPlus } from "lucide-preact";
import { useState } from "preact/hooks";
import type { Person } from "../../core/client";
import { lang, t } from "../../core/strings";
import { both } from "../../ui/bits";
import { Button } from "../../ui/button";
import { Choices } from "../../ui/choice";
import { Icon } from "../../ui/icons";
import { useStill } from "../../ui/still";
import { orgOf, use } from "../../phone/world";
import { why } from "../../phone/why";
import { whyNot } from "../open";
import { SeatSheet } from "../people/seat";
import { cameBack, markOf } from "./handed";
import { roundOf, type What, whyNotHandIn } from "./slate";

const WORD: Record<What, () => string> = {
  poll: () => t("poll.title"),
  vote: () => t("table.own_vote"),
  write: () => t("phase.write"),
};

interface SeatedProps {
  /** What became of the turn just left. */
  note: string | undefined;
  what: What;
  /** More than one while the whole room votes beside the table's own work. */
  choice: readonly What[];
  onChoose: (what: What) => void;
  onPick: (person: Person, what: What) => void;
}

export function Seated({ note, what, choice, onChoose, onPick }: SeatedProps) {
  const { client, group } = use();
  const [seating, setSeating] = useState(false);
  const { list: people, hand } = useStill(seatedHere(), (person) => person.id);
  const voting = what !== "write";
  const round = voting ? roundOf(what) : undefined;
  const not = voting ? whyNotHandIn(what) : whyNot("card.record");
  // Their phone took over while their ballot waited here: they are no turn any more, and learn it from the leader.
  const back = (round ? cameBack(round.id) : [])
    .filter((id) => !people.some((one) => one.id === id))
    .flatMap((id) => client.all("person").value.find((one) => one.id === id && !one.removed) ?? []);
  const done = round ? people.filter((one) => markOf(round.id, one.id)?.mark === "handed").length : 0;
  return (
    <div class="stack table-list">
      <div role="status" class="stack-tight">
        {note && <p class="tag-amber table-note">{note}</p>}
        {round &&
          back.map((person) => (
            <p key={person.key} class="tag-amber table-note">
              <span class="strong">{person.name}</span> <Mark round={round.id} person={person.id} />
            </p>
          ))}
      </div>
      {choice.length > 1 && (
        <Choices
          name="table-what"
          label={t("table.title")}
          hideLabel
          value={what}
          of={choice.map((one) => ({ value: one, say: WORD[one]() }))}
          onPick={onChoose}
        />
      )}
      <p>{t(voting ? "table.say_vote" : "table.say_write")}</p>
      {voting && round?.live && <p class="soft">{t(what === "poll" ? "vote.is_live" : "table.live")}</p>}
      {not && (
        <p class="tag-amber table-note" role="status">
          {not}
        </p>
      )}
      {voting && people.length > 0 && (
        <p class="strong num" role="status">
          {t("table.handed_n", { n: done, all: people.length })}
        </p>
      )}
      <ul class="stack-tight" {...hand}>
        {people.map((person) => (
          <li key={person.key}>
            <Button wide class="table-name" haspopup="dialog" why={not} onTap={() => onPick(person, what)}>
              <span class="grow">
                <span class="strong">{person.name}</span>
                <span class="soft small table-org">{both(orgOf(person.org)) || person.org_other}</span>
              </span>
              {voting && round && <Mark round={round.id} person={person.id} />}
            </Button>
          </li>
        ))}
      </ul>
      {people.length === 0 && <p class="soft">{t("table.nobody")}</p>}
      <Button
        wide
        icon={UserPlus}
        haspopup="dialog"
        why={why("person.seat", { group: group.value?.id ?? null })}
        onTap={() => setSeating(true)}
      >
        {t("seat.title")}
      </Button>
      {voting && <p class="soft small">{t("table.secret")}</p>}
      {seating && <SeatSheet onClose={() => setSeating(false)} />}
    </div>
  );
}

function Mark({ round, person }: { round: number; person: number }) {
  const found = markOf(round, person);
  if (!found) return <span class="soft small">{t("table.not_yet")}</span>;
  const { mark, say } = found;
  return (
    <span class={`table-mark table-${mark}`}>
      <Icon of={{ handed: Check, waits: Clock3, back: TriangleAlert }[mark]} />
      {mark === "back" ? t("table.back", { say: say ?? "" }) : t(mark === "waits" ? "st.waiting" : "table.handed")}
    </span>
  );
}

/** The leader's and the chair's own name never stands in this list: it is for those who have no phone here. */
export function seatedHere(): Person[] {
  const { client, group } = use();
  return client
    .all("person")
    .value.filter((one) => one.group === group.value?.id && one.seated && !one.removed)
    .sort((a, b) => new Intl.Collator(lang.value).compare(a.name, b.name));
}
