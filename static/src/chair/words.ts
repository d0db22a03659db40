/** Sentences that several of the chair's pages share. */
import { lang, t, type Deed, type Id, type Text } from "../core/client";
import { both } from "../ui/bits";
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

/** What a step of the history did, in words: ids become the names that those records carry now. */
export function sayDeed(room: Room, deed: Deed): string {
  const unknown = { theme: "…", card: "…", cards: "…", group: "…", person: "…", step: "…" };
  const params: Record<string, string | number> = { ...unknown };
  for (const [name, value] of Object.entries(deed.says)) params[name] = word(room, name, value);
  if (deed.group !== null && params.group === "…") params.group = groupName(room.group.value.get(deed.group));
  const id = `deed.${deed.name}`;
  const sentence = t(id, params);
  return sentence === id ? t("deed.other", { name: deed.name }) : sentence;
}

function word(room: Room, name: string, value: unknown): string | number {
  if (Array.isArray(value)) return value.length;
  if (value !== null && typeof value === "object") return both(value as Partial<Text>);
  if (name === "phase") return t(`phase.${String(value)}`);
  if (name === "role") return t(`role.${String(value)}`);
  if (typeof value !== "number") return String(value);
  const id: Id = value;
  if (name === "theme") return both(room.theme.value.get(id)?.title ?? room.titles.get(id)) || "…";
  if (name === "group") return groupName(room.group.value.get(id)) || "…";
  if (name === "person") return room.person.value.get(id)?.name ?? "…";
  if (name === "step") return both(room.steps.value.find((step) => step.id === id)?.title) || "…";
  if (name === "card") return room.card.value.get(id)?.text ?? "…";
  return id;
}

/** Sort for people: Lao order is not code-point order. */
export const collate = (a: string, b: string): number => new Intl.Collator(lang.value).compare(a, b);
