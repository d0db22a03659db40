/** Sentences that several of the chair's pages share. */
import { lang, t, type Deed, type Id, type Text } from "../core/client";
import { both } from "../ui/bits";
import { deedWordsOf } from "../ui/deedwords";
import type { Room } from "./room";

/** Hours and minutes as the room's clock shows them. */
export const hour = (ms: number): string =>
  new Date(ms).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Vientiane" });

/** dd/mm/yyyy, as Lao offices write it. */
export const date = (iso: string): string => iso.split("-").reverse().join("/");

/** A group's name, or "Group 3" where it has none. */
export function groupName(group: { number: number; name: Text } | undefined): string {
  return group ? both(group.name) || t("group.n", { n: group.number }) : "";
}

/** What a step of the history did, in words, and at which table. */
export function sayDeed(room: Room, deed: Deed): string {
  return deedWordsOf(deed, {
    group: (id) => groupName(room.group.value.get(id)),
    person: (id) => room.person.value.get(id)?.name ?? "",
    card: (id) => room.card.value.get(id)?.text ?? "",
    theme: (id) => both(room.theme.value.get(id)?.title ?? room.titles.get(id) ?? titleGiven(room, id)),
    step: (id) => both(room.steps.value.find((step) => step.id === id)?.title),
  });
}

/** What a theme that has gone was called last: the steps that named it say so. */
function titleGiven(room: Room, theme: Id): Text | undefined {
  const deeds = room.client.all("deed").value;
  for (let at = deeds.length - 1; at >= 0; at--) {
    const { says, name } = deeds[at]!;
    if (says.theme === theme && says.title && name !== "hint.accept") return says.title as Text;
    const made = Array.isArray(says.themes) ? (says.themes as Id[]).indexOf(theme) : -1;
    const title = made >= 0 && Array.isArray(says.titles) ? (says.titles as (Text | null)[])[made] : null;
    if (title) return title;
  }
  return undefined;
}

/** Sort for people: Lao order is not code-point order. */
export const collate = (a: string, b: string): number => new Intl.Collator(lang.value).compare(a, b);
