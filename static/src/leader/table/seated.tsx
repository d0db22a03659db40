/* Who sits at the table without a phone, and whose turn it is next. It knows who handed in here, and never how. */
import { Check, Clock3, TriangleAlert, UserPlus } from "lucide-preact";
import { useState } from "preact/hooks";
import type { Person } from "../../core/client";
import { t } from "../../core/strings";
import { both } from "../../ui/bits";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icons";
import { orgOf, use } from "../../phone/world";
import { why } from "../../phone/why";
import { whyNot } from "../open";
import { SeatSheet } from "../people/seat";
import { markOf } from "./handed";
import { seatedHere, type What } from "./table";

interface SeatedProps {
  /** What became of the turn just left. */
  note: string | undefined;
  onPick: (person: Person, what: What) => void;
}

export function Seated({ note, onPick }: SeatedProps) {
  const { board, group, rounds } = use();
  const [seating, setSeating] = useState(false);
  const people = seatedHere();
  const round = rounds.value[0];
  const voting = board.value?.phase === "vote";
  const what: What = voting ? "vote" : "write";
  const not = voting ? whyNot("ballot.hand_in", "voting") : whyNot("card.record");
  const done = round ? people.filter((one) => markOf(round.id, one.id)?.mark === "handed").length : 0;
  return (
    <div class="stack table-list">
      <div role="status">{note && <p class="tag-amber table-note">{note}</p>}</div>
      <p>{t(voting ? "table.say_vote" : "table.say_write")}</p>
      {voting && round?.live && <p class="soft">{t("table.live")}</p>}
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
      <ul class="stack-tight">
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
