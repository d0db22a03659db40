/* One person of the table: who, where they are, what is waited for, and what can be done about them. */
import { BellRing, Check, Ellipsis, UserPlus } from "lucide-preact";
import type { Person } from "../../core/client";
import { t } from "../../core/strings";
import { both } from "../../ui/bits";
import { Button } from "../../ui/button";
import { CameBack } from "../../ui/comeback";
import { orgOf, use } from "../../phone/world";
import { why } from "../../phone/why";
import { give } from "../give";
import { askable, justReminded, missing, remind } from "./roll";
import { SightMark } from "./sight";

export function PersonRow({ person, onMore }: { person: Person; onMore: () => void }) {
  const { client, me } = use();
  const self = person.id === me.value.person;
  const late = !!missing()?.includes(person.id);
  return (
    <li class="person">
      <div class="grow">
        <p class="person-name">
          <span class={person.removed ? "soft" : "strong"}>{person.name}</span>
          {self && <span class="soft small"> {t("here.you")}</span>}
          {person.role === "leader" && <span class="tag tag-accent">{t("role.leader")}</span>}
          {person.removed && <span class="tag tag-amber">{t("lead.removed")}</span>}
        </p>
        <p class="soft small">{both(orgOf(person.org)) || person.org_other}</p>
        {!person.removed && (
          <p class="small">
            {/* On a line that is there already: what is below must not move under a finger when somebody comes back. */}
            <SightMark person={person} /> <CameBack client={client} person={person.id} />
          </p>
        )}
      </div>
      <div class="person-acts">
        {late && !self && askable(person) && <Remind person={person} />}
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
          person.role === "participant" &&
          !self && (
            <Button look="bare" icon={Ellipsis} haspopup="dialog" label={t("here.more_who", { name: person.name })} onTap={onMore} />
          )
        )}
      </div>
    </li>
  );
}

function Remind({ person }: { person: Person }) {
  const asked = justReminded(person.id) || justReminded("all");
  return (
    <Button
      small
      icon={asked ? Check : BellRing}
      label={t("roll.remind_who", { name: person.name })}
      why={why("board.nudge", use().board.value) ?? (asked ? t("roll.wait") : null)}
      onTap={() => void remind(person)}
    >
      {t(asked ? "roll.reminded" : "roll.remind")}
    </Button>
  );
}
