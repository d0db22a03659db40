/* Who will read what is being written: one sentence, wherever people write (R10, R11). */
import { EyeOff, Eye } from "lucide-preact";
import { t } from "../core/strings";
import { Icon } from "../ui/icons";
import { use } from "./world";

/** The catalogue's id: with one's name or without, and whether the leader reads it before the table does. */
export function saysId(workshop: { named: boolean; approve?: boolean }, waits: boolean): string {
  const name = workshop.named ? "named" : "anonymous";
  return workshop.approve && waits ? `says.approve_${name}` : `says.${name}`;
}

/** `waits`: is this one of the things that a leader reads first, where the workshop approves first? Cards are. */
export function WhoReads({ waits = false, id }: { waits?: boolean; id?: string }) {
  const { workshop, leads } = use();
  return (
    <p class="says soft small" id={id}>
      <Icon of={workshop.value.named ? Eye : EyeOff} />
      <span>
        {t(saysId(workshop.value, waits && !leads.value))} {t("says.kept")}
      </span>
    </p>
  );
}

/** Without names an organisation can still give a writer away: said where one is chosen. */
export function OrgNote() {
  return use().workshop.value.named ? null : <p class="soft small">{t("says.org")}</p>;
}
