/** The "new workshop" form as data: what is typed, what it would send, and what is wrong with it. */
import { signal } from "@preact/signals";
import { t, type Fields, type Lang } from "../core/client";
import { newId } from "../core/ids";
import { store } from "../core/store";
import type { Approve } from "./approve";
import type { OrgLine } from "./owner";
import { isEmpty, noPair, toTexts, trimmed, type Pair } from "./pairs";

const KEEP = "ws:house:new";
const GROUPS_MOST = 60;

export interface Plan {
  /** The command's id: kept with the draft, so a repeated post is the same wish. */
  id: string;
  title: Pair;
  programme: Pair;
  venue: Pair;
  first: string;
  last: string;
  purposes: Pair;
  talks: Pair;
  by: "number" | "names";
  groups: string;
  names: Pair;
  orgs: Pair;
  lang: Lang;
  named: "named" | "anonymous";
  approve: Approve;
  assign: "choose" | "balance" | "fixed";
  budget: string;
  cap: string;
}

function blank(): Plan {
  return {
    id: newId(),
    title: noPair,
    programme: noPair,
    venue: noPair,
    first: "",
    last: "",
    purposes: noPair,
    talks: noPair,
    by: "number",
    groups: "6",
    names: noPair,
    orgs: noPair,
    lang: "lo",
    named: "named",
    approve: "once",
    assign: "choose",
    budget: "5",
    cap: "2",
  };
}

function kept(): Plan {
  try {
    return { ...blank(), ...(JSON.parse(store.get(KEEP) ?? "{}") as Partial<Plan>) };
  } catch {
    return blank();
  }
}

export const plan = signal<Plan>(kept());

export function change(part: Partial<Plan>): void {
  plan.value = { ...plan.value, ...part };
  store.set(KEEP, JSON.stringify(plan.value));
}

export function forget(): void {
  store.drop(KEEP);
  plan.value = blank();
}

/** Every day from the first to the last, both included; at most 31. */
export function days(first: string, last: string): string[] {
  if (!first) return [];
  const found: string[] = [];
  const end = last && last > first ? last : first;
  for (let at = new Date(`${first}T00:00Z`); found.length < 31; at = new Date(at.getTime() + 86_400_000)) {
    const iso = at.toISOString().slice(0, 10);
    if (iso > end) break;
    found.push(iso);
  }
  return found;
}

export type Wrongs = Partial<Record<keyof Plan | "form", string>>;

/** What can be known to be wrong before asking the server. */
export function wrongs(p: Plan): Wrongs {
  const found: Wrongs = {};
  if (isEmpty(p.title)) found.title = t("new.wrong_title");
  if (p.last && p.first && p.last < p.first) found.last = t("new.wrong_days");
  if (p.by === "number" && !whole(p.groups, 1, GROUPS_MOST)) found.groups = t("new.wrong_groups", { max: GROUPS_MOST });
  if (p.by === "names" && toTexts(p.names).length === 0) found.names = t("new.wrong_groups", { max: GROUPS_MOST });
  if (p.budget.trim() && !whole(p.budget, 1, 1000)) found.budget = t("new.wrong_number");
  if (!whole(p.cap, 1, 100)) found.cap = t("new.wrong_number");
  return found;
}

export function whole(text: string, least: number, most: number): boolean {
  return /^\d{1,6}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
}

/** What `workshop.create` carries. Kinds of organisations come from the ready list where a line is still the same. */
export function toData(p: Plan, known: readonly OrgLine[]): Fields<"workshop.create"> {
  const kind = (org: { lo: string; en: string }) =>
    known.find((k) => (k.lo !== "" && k.lo === org.lo) || (k.en !== "" && k.en === org.en))?.kind;
  const orgs = toTexts(p.orgs).map((org) => ({ ...org, kind: kind(org) ?? "other" }));
  return {
    title: trimmed(p.title),
    ...(isEmpty(p.programme) ? {} : { programme: trimmed(p.programme) }),
    ...(isEmpty(p.venue) ? {} : { venue: trimmed(p.venue) }),
    days: days(p.first, p.last),
    purposes: toTexts(p.purposes),
    talks: toTexts(p.talks).map((title) => ({ title })),
    groups: p.by === "number" ? Number(p.groups) : toTexts(p.names),
    orgs,
    lang: p.lang,
    named: p.named === "named",
    approve: p.approve === "first",
    assign: p.assign,
    budget: p.budget.trim() ? Number(p.budget) : null,
    cap: Number(p.cap),
  };
}

const FIELDS: Record<string, keyof Plan> = { days: "last" };

/** The form's field that a refusal names: "purposes.0.lo" is `purposes`. */
export function fieldOf(named: string | undefined): keyof Plan | "form" {
  const head = (named ?? "").split(".")[0] ?? "";
  if (head === "groups" && plan.value.by === "names") return "names";
  const field = FIELDS[head] ?? head;
  return field in plan.value ? (field as keyof Plan) : "form";
}
