/* Who comes to lead the table, or leads it no more, is told so: a tab that came or went says nothing. */
import { effect, untracked } from "@preact/signals";
import { t } from "../core/strings";
import { toast } from "../ui/toast";
import { go, use } from "./world";

/** Only what changes while the page is open; who leads already when it opens knows. */
export function watchLead(): () => void {
  const { client, me } = use();
  let before: { person: unknown; group: unknown; leads: boolean } | undefined;
  return effect(() => {
    const { person, group, role } = me.value;
    if (!client.status.value.everJoined) return;
    const now = { person, group, leads: role === "leader" };
    const same = before?.person === person && before?.group === group && group != null;
    const changed = same && before!.leads !== now.leads;
    before = now;
    if (changed) untracked(() => tell(now.leads));
  });
}

function tell(leads: boolean): void {
  if (leads) return void toast(t("lead.now_you", { tab: t("tab.desk") }), { label: t("call.show"), act: () => go("desk") });
  const { client, me } = use();
  const others = client.all("person").peek().filter((one) => one.group === me.peek().group && one.role === "leader" && !one.removed);
  const [who, ...more] = others.filter((one) => one.id !== me.peek().person);
  toast(who && !more.length ? t("lead.did_hand", { name: who.name }) : t("lead.no_more"));
}
