/* Who sits at another table than where they voted is told what becomes of those votes, until they have read it. */
import { Armchair } from "lucide-preact";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { both } from "../ui/bits";
import { Icon } from "../ui/icons";
import { use } from "./world";

export function Moved() {
  const { client, person, group } = use();
  const left = person.value?.moved;
  if (!left?.length) return null;
  const name = (id: number | undefined) => {
    const one = client.all("group").value.find((each) => each.id === id);
    return one ? both(one.name) || t("group.n", { n: one.number }) : "";
  };
  const told = left.some((one) => one.told);
  return (
    <div class="nudge" role="status">
      <Icon of={Armchair} />
      <div class="grow">
        {group.value && <p class="strong">{t("moved.now", { group: name(group.value.id) })}</p>}
        {left.map((one) => (
          <p key={one.group} class="num">
            {t(one.told ? "moved.told" : "moved.waits", { n: one.votes, group: name(one.group) })}
          </p>
        ))}
        {group.value && <p>{t(told ? "moved.not_here" : "moved.here")}</p>}
        <Button small onTap={() => void client.send("person.seen", {})}>
          {t("moved.seen")}
        </Button>
      </div>
    </div>
  );
}
