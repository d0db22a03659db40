/* Between two hands: nothing of anybody's is on the page while the device is on its way. */
import { ArrowLeft, CircleCheck, Hand } from "lucide-preact";
import type { Person } from "../../core/client";
import { t } from "../../core/strings";
import { LangSwitch } from "../../ui/bits";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icons";
import { markOf } from "./handed";
import { roundOf, type What } from "./slate";

export function HandOver(p: { person: Person; what: What; onTake: () => void; onBack: () => void }) {
  const { name } = p.person;
  const round = p.what === "write" ? undefined : roundOf(p.what);
  const again = round && markOf(round.id, p.person.id);
  return (
    <div class="hand">
      <Icon of={Hand} />
      <h3 class="hand-say">{t("table.hand_to", { name })}</h3>
      <p>{t(p.what !== "write" ? "table.alone_vote" : "table.alone_write")}</p>
      {again && <p class="soft">{t("table.again")}</p>}
      <LangSwitch passing />
      <Button look="main" wide class="huge" onTap={p.onTake}>
        {t("table.i_am", { name })}
      </Button>
      <Button wide look="bare" icon={ArrowLeft} onTap={p.onBack}>
        {t("table.to_list")}
      </Button>
    </div>
  );
}

export function HandBack({ person, say, onBack }: { person: Person; say: string; onBack: () => void }) {
  return (
    <div class="hand" role="status">
      <Icon of={CircleCheck} />
      <h3 class="hand-say">{t("table.thanks", { name: person.name })}</h3>
      <p>{say}</p>
      <p class="strong">{t("table.hand_back")}</p>
      <Button look="main" wide class="huge" onTap={onBack}>
        {t("table.to_list")}
      </Button>
    </div>
  );
}
