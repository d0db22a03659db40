/* Who sits at the table, how many are connected, and how far they are. Counts only: who wrote what stays theirs. */
import { UserMinus, UserPlus } from "lucide-preact";
import { useState } from "preact/hooks";
import type { Person } from "../core/client";
import { t } from "../core/strings";
import { both } from "../ui/bits";
import { Button } from "../ui/button";
import { KINDS, kindOf } from "../ui/kinds";
import { Sheet } from "../ui/sheet";
import { orgOf, use } from "../phone/world";
import { why } from "../phone/why";
import { give } from "./give";

export function People() {
  const { client, board, group, progress } = use();
  const [going, setGoing] = useState<Person | null>(null);
  const all = client.all("person").value.filter((person) => person.group === group.value?.id && person.role !== "chair");
  const here = client.presence.value.groups[String(group.value?.id)];
  const p = progress.value;
  const people = all.filter((person) => !person.removed);
  return (
    <section class="panel stack" aria-labelledby="desk-people">
      <h2 id="desk-people">{t("group.members")}</h2>
      <ul class="facts num">
        {here !== undefined && <li>{t("lead.here", { n: here, all: people.length })}</li>}
        {p && board.value?.phase !== "vote" && <li>{t("lead.writers", { n: p.writers, all: p.people })}</li>}
        {p && (board.value?.phase === "vote" || board.value?.phase === "report") && (
          <li>{t("lead.voters", { n: p.voters, all: p.people })}</li>
        )}
        {p && KINDS.map((kind) => <li key={kind}>{t("lead.of_kind", { kind: t(kindOf(kind).word), n: p.kinds[kind] ?? 0 })}</li>)}
      </ul>
      <ul class="people">
        {all.map((person) => (
          <li key={person.key} class="row-apart">
            <span class="grow">
              <span class={person.removed ? "soft" : ""}>{person.name}</span>
              {person.role === "leader" && <span class="tag tag-accent">{t("role.leader")}</span>}
              {person.removed && <span class="tag tag-amber">{t("lead.removed")}</span>}
              <br />
              <span class="soft small">{both(orgOf(person.org)) || person.org_other}</span>
            </span>
            {person.removed ? (
              <Button
                small
                icon={UserPlus}
                label={t("lead.readmit_who", { name: person.name })}
                why={why("person.readmit", { group: person.group })}
                onTap={() => void give("person.readmit", { person: person.id })}
              >
                {t("lead.readmit")}
              </Button>
            ) : (
              person.role === "participant" && (
                <Button
                  small
                  look="bare"
                  icon={UserMinus}
                  haspopup="dialog"
                  label={t("lead.remove_who", { name: person.name })}
                  why={why("person.remove", { group: person.group })}
                  onTap={() => setGoing(person)}
                >
                  {t("lead.remove")}
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
      {going && (
        <Sheet title={t("lead.remove_who", { name: going.name })} onClose={() => setGoing(null)}>
          <p>{t("lead.remove_say")}</p>
          <Button
            look="loss"
            class="btn-edge"
            wide
            icon={UserMinus}
            onTap={async () => {
              const gone = going;
              setGoing(null);
              await give(
                "person.remove",
                { person: gone.id },
                {
                  say: t("lead.did_remove", { name: gone.name }),
                  undo: () => void give("person.readmit", { person: gone.id }),
                },
              );
            }}
          >
            {t("lead.remove")}
          </Button>
          <Button wide onTap={() => setGoing(null)}>
            {t("act.cancel")}
          </Button>
        </Sheet>
      )}
    </section>
  );
}
