/* What a step of the history did, in words: for the leader's log and for the chair's. Ids become the names they have now. */
import type { Command, Deed, Id, Text } from "../core/client";
import { t } from "../core/strings";
import { both } from "./bits";

/** How a face finds the names of what a deed tells by id; "" where it knows none. */
export interface Names {
  group(id: Id): string;
  person(id: Id): string;
  card(id: Id): string;
  theme?(id: Id): string;
  step?(id: Id): string;
}

/** One sentence. */
export function deedWords(deed: Deed, names: Names): string {
  const params: Record<string, string | number> = {};
  for (const name of UNTOLD) params[name] = "…";
  for (const [name, value] of Object.entries(deed.says)) params[name] = word(names, name, value);
  if (deed.group !== null && params.group === "…") params.group = names.group(deed.group) || "…";
  const id = sentenceOf(deed);
  const sentence = t(id, params);
  return sentence === id ? t("deed.other", { name: deed.name }) : sentence;
}

const UNTOLD = ["theme", "themes", "card", "cards", "group", "person", "step", "phase", "role", "rule", "words", "title", "was", "n", "other"];

/** What it did to one of its cards: "Approved a card", also where one tap approved four. */
export function deedWordsOfOne(deed: Deed, card: Id, names: Names): string {
  return deedWords(MANY.includes(deed.name) ? { ...deed, says: { ...deed.says, cards: [card] } } : deed, names);
}

/** The same where several groups' steps stand together: a step at a table names its table. */
export function deedWordsOf(deed: Deed, names: Names): string {
  const what = deedWords(deed, names);
  const group = deed.group === null ? "" : names.group(deed.group);
  return group && !what.includes(group) ? t("deed.at", { group, what }) : what;
}

/** The reason that was given for it, and the words of the card it was about: what a log shows under the sentence. */
export function deedReason(deed: Deed): string {
  return typeof deed.says.reason === "string" ? deed.says.reason : "";
}

/** The cards it was about. Of a merge those that went under: the one that stays is named in the sentence. */
export function deedCards(deed: Deed): Id[] {
  const { card, cards } = deed.says;
  const all = [...(deed.name === "card.merge" ? [] : [card]), ...(Array.isArray(cards) ? (cards as unknown[]) : [])];
  return [...new Set(all.filter((id): id is Id => typeof id === "number"))];
}

/** What is done to people's words and to who may write them; the rest is running the table. */
export const moderates = (deed: Deed): boolean => /^(card|reply|photo|person)\.|^board\.lock$/.test(deed.name);

/** One command may be several sentences: one card or many, closing or opening. */
function sentenceOf(deed: Deed): string {
  const { says, name } = deed;
  if (name === "board.lock") {
    const half = says.what === "posting" || says.what === "voting" ? `_${says.what}` : "";
    return `deed.board.${says.locked === false ? "unlock" : "lock"}${half}`;
  }
  // Never approved, it was put off, not hidden.
  if (says.waited === true && (name === "card.hide" || name === "card.hide_many"))
    return Array.isArray(says.cards) && says.cards.length > 1 ? "deed.card.put_off_many" : "deed.card.put_off";
  // Set aside, and taken up again.
  if ((name === "theme.park" || name === "card.park") && says.on === false) return `deed.${name.replace("park", "unpark")}`;
  if (name === "hint.accept" && Array.isArray(says.themes) && new Set(says.themes).size > 1) return `deed.${name}_many`;
  if (name === "synonym.add" && typeof says.n === "number" && says.n > 1) return `deed.${name}_many`;
  if (name === "clarification.set" && says.theme !== undefined) return `deed.${name}_theme`;
  if (MANY.includes(name) && Array.isArray(says.cards) && says.cards.length === 1) return `deed.${name}_one`;
  return `deed.${name}`;
}

const MANY: readonly Command[] = ["card.approve", "card.hide_many"];

/** Longer words within a sentence: their beginning. A Lao mark stays on its letter. */
function short(text: string): string {
  const all = [...text];
  let end = SHORT;
  while (MARK.test(all[end] ?? "")) end++;
  return all.length > end ? `${all.slice(0, end).join("").trim()}…` : text;
}
const SHORT = 48;
const MARK = /[\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece]/;

function word(names: Names, name: string, value: unknown): string | number {
  if (Array.isArray(value)) return new Set(value).size;
  if (value !== null && typeof value === "object") return short(both(value as Partial<Text>));
  if (name === "phase") return t(`phase.${String(value)}`);
  if (name === "rule") return t(`deed.rule.${String(value)}`);
  if (name === "role") return t(`role.${String(value)}`);
  if (typeof value !== "number") return String(value);
  const of = { group: names.group, person: names.person, other: names.person, card: names.card, theme: names.theme, step: names.step }[name];
  return of ? short(of(value)) || "…" : value;
}
