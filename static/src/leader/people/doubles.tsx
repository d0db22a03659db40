/* The same name twice at the table: two people, or one who came again on another phone. The leader knows which. */
import { UserCheck } from "lucide-preact";
import type { Person } from "../../core/client";
import { t } from "../../core/strings";
import { both } from "../../ui/bits";
import { Button } from "../../ui/button";
import { timeText } from "../../ui/dates";
import { doubles } from "../../ui/doubles";
import { type Apart, useApart } from "../../ui/once";
import { useStill } from "../../ui/still";
import { orgOf } from "../../phone/world";
import { why } from "../../phone/why";
import { give } from "../give";
import { SightMark } from "./sight";

export function Doubles({ people }: { people: readonly Person[] }) {
  // Who leads is the chair's to make one with another.
  const { list: all, hand } = useStill(doubles(people.filter((one) => one.role === "participant")), (same) => same[0]!.id);
  const apart = useApart(all.flat().length);
  if (!all.length) return null;
  return (
    <div class="roll stack-tight" role="region" aria-labelledby="doubles" aria-busy={apart.busy}>
      <h3 id="doubles">{t("door.doubles")}</h3>
      <p class="soft small">{t("door.doubles_say")}</p>
      <div {...hand} class="stack-tight">
        {all.map((same) => (
          <ul key={same[0]!.key} class="people">
            {same.map((one) => (
              <Same key={one.key} person={one} others={same.filter((other) => other !== one)} apart={apart} />
            ))}
          </ul>
        ))}
      </div>
    </div>
  );
}

function Same({ person, others, apart }: { person: Person; others: readonly Person[]; apart: Apart }) {
  const at = timeText(person.came ?? 0);
  const keep = apart(async () => {
    for (const other of others) if (!(await give("person.unite", { person: person.id, other: other.id }))) return;
  });
  return (
    <li class="person person-asked">
      <div class="grow">
        <p class="person-name strong">{person.name}</p>
        <p class="soft small">{both(orgOf(person.org)) || person.org_other}</p>
        <p class="soft small num">{t("door.came", { at })}</p>
        <p class="small">
          <SightMark person={person} />
        </p>
      </div>
      <div class="person-acts">
        <Button
          small
          icon={UserCheck}
          label={t("door.same_who", { who: person.name, at })}
          why={why("person.unite", { group: person.group })}
          onTap={() => keep()}
        >
          {t("door.same")}
        </Button>
      </div>
    </li>
  );
}
