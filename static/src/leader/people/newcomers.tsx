/* Those who asked for this table and wait to be let in. */
import { UserPlus } from "lucide-preact";
import type { Person } from "../../core/client";
import { t } from "../../core/strings";
import { both } from "../../ui/bits";
import { Button } from "../../ui/button";
import { useApart } from "../../ui/once";
import { orgOf, use } from "../../phone/world";
import { why } from "../../phone/why";
import { give } from "../give";

export function Newcomers({ people }: { people: readonly Person[] }) {
  const group = use().group.value?.id ?? null;
  const apart = useApart(people.length);
  if (!people.length) return null;
  const not = why("people.admit", { group });
  const letIn = apart((these: readonly Person[]) => give("people.admit", { people: these.map((one) => one.id), group }));
  const turnAway = apart((one: Person) =>
    give(
      "person.remove",
      { person: one.id },
      { say: t("door.did_refuse", { who: one.name }), undo: () => void give("person.readmit", { person: one.id }) },
    ),
  );
  return (
    <div class="roll stack-tight" role="region" aria-labelledby="newcomers" aria-busy={apart.busy}>
      <h3 id="newcomers">{t("door.waiting_n", { n: people.length })}</h3>
      <ul class="people">
        {people.map((one) => (
          <li key={one.key} class="person person-asked">
            <div class="grow">
              <p class="person-name strong">{one.name}</p>
              <p class="soft small">{both(orgOf(one.org)) || one.org_other}</p>
            </div>
            <div class="person-acts">
              <Button small icon={UserPlus} label={t("door.let_in_who", { who: one.name })} why={not} onTap={() => letIn([one])}>
                {t("door.let_in")}
              </Button>
              <Button
                small
                look="loss"
                label={t("door.refuse_who", { who: one.name })}
                why={why("person.remove", { group })}
                onTap={() => turnAway(one)}
              >
                {t("door.refuse")}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {people.length > 1 && (
        <Button wide icon={UserPlus} why={not} onTap={() => letIn(people)}>
          {t("door.let_in_all", { n: people.length })}
        </Button>
      )}
    </div>
  );
}
