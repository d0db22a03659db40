/* A late-comer, and who comes back by a code, is noticed wherever on the phone the leader is: one line in passing. */
import { effect, untracked } from "@preact/signals";
import type { Id } from "../core/client";
import { t } from "../core/strings";
import { toast } from "../ui/toast";
import { use } from "../phone/world";

/** Arrivals are told together after a breath, ms: at the start of a day a table fills within a minute. */
const BREATH = 1_500;
let watching = false;

export function watchArrivals(): void {
  if (watching) return;
  watching = true;
  const { client, group, leads } = use();
  let known: { group: Id; ids: Set<Id> } | undefined;
  let asked: ReadonlySet<Id> = new Set();
  let fresh: string[] = [];
  let due: ReturnType<typeof setTimeout> | undefined;
  let since: number | undefined;
  effect(() => {
    if (!leads.value || !client.status.value.everJoined) return;
    const all = client.all("comeback").value;
    const before = since;
    since = Math.max(since ?? 0, ...all.map((one) => one.at));
    if (before === undefined) return; // what is there already is read in the list
    const people = client.all("person").peek();
    for (const { person } of all.filter((one) => one.at > before)) {
      const name = people.find((one) => one.id === person)?.name;
      if (name) untracked(() => toast(t("lead.came_back", { name })));
    }
  });
  effect(() => {
    const at = group.value?.id;
    if (!leads.value || at === undefined || !client.status.value.everJoined) return;
    const all = client.all("person").value.filter((one) => one.group === at && !one.removed && one.role !== "chair");
    const here = all.filter((one) => !one.waiting);
    const asking = all.filter((one) => one.waiting);
    if (asking.some((one) => !asked.has(one.id)))
      untracked(() => toast(t("door.waiting_n", { n: asking.length })));
    asked = new Set(asking.map((one) => one.id));
    const before = known?.group === at ? known.ids : undefined;
    known = { group: at, ids: new Set([...(before ?? []), ...here.map((one) => one.id)]) };
    if (!before) return; // who sat here already is no news
    // Seated people were put there by the leader's own hand.
    fresh.push(...here.filter((one) => !before.has(one.id) && !one.seated).map((one) => one.name));
    if (!fresh.length) return;
    due ??= setTimeout(() => {
      due = undefined;
      const names = fresh;
      fresh = [];
      untracked(() =>
        toast(names.length === 1 ? t("lead.arrived", { name: names[0]! }) : t("lead.arrived_n", { n: names.length })),
      );
    }, BREATH);
  });
}
