/** The house's own door: whoever holds the owner's link lists workshops and makes new ones. */
import { boot, lang, t, type Answer, type Command, type Fields, type Text } from "../core/client";
import { newId } from "../core/ids";
import { store } from "../core/store";

const KEEP = "ws:house:owner";

/** The owner's token: from the address bar once (and out of it at once), then from this browser. */
export function ownerToken(): string | null {
  const found = new URLSearchParams(location.hash.slice(1)).get("t");
  if (found) {
    if (found.startsWith("o-")) store.set(KEEP, found);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return store.get(KEEP);
}

export interface Listed {
  code: string;
  title: Text;
  venue?: Text;
  days?: string[];
  state?: "open" | "closed";
  chair: string | null;
}
export interface OrgLine {
  lo: string;
  en: string;
  kind: string;
}
export type Refusal = { refused: string; say: string; field?: string; retry_after?: number };

const TRIES = 4;

async function ask<T>(path: string, init: RequestInit = {}): Promise<T | undefined> {
  try {
    const headers = { "Content-Type": "application/json", Authorization: `Bearer ${ownerToken() ?? ""}` };
    const answer = await fetch(`${boot.base}${path}?lang=${lang.value}`, { ...init, headers });
    return (await answer.json()) as T;
  } catch {
    return undefined;
  }
}

export async function listWorkshops(): Promise<Listed[] | Refusal | undefined> {
  const answer = await ask<Listed[] | { workshops: Listed[] } | Refusal>("/api/workshops");
  return answer && "workshops" in answer ? answer.workshops : answer;
}

export async function ownersLink(): Promise<string | undefined> {
  const answer = await ask<{ owner: string } | Refusal>("/api/links");
  return answer && "owner" in answer ? answer.owner : undefined;
}

/** The owner's own link ends, and this page goes on by the new one. */
export async function renewOwner(): Promise<string | undefined> {
  const answer = await order("/api/commands", { id: newId(), name: "house.renew", data: {} });
  if (answer.refused !== undefined) return answer.say;
  store.set(KEEP, answer.ok.token);
  return undefined;
}

export async function renewChair(code: string): Promise<string | undefined> {
  const answer = await order(`/api/w/${code}/commands`, { id: newId(), name: "chair.renew", data: {} });
  return answer.refused === undefined ? undefined : answer.say;
}

export async function organisations2022(): Promise<OrgLine[]> {
  const answer = await ask<OrgLine[] | { organisations: OrgLine[] }>("/api/organisations/2022");
  return Array.isArray(answer) ? answer : (answer?.organisations ?? []);
}

/** `id` is the command's own, made once per form: a second tap on a slow network makes no second workshop. */
export const createWorkshop = (id: string, data: Fields<"workshop.create">) =>
  order("/api/commands", { id, name: "workshop.create", data });

/** An answer may be lost: the same wish, sent again, is answered as it was, whatever it has renewed. */
async function order<N extends Command>(path: string, wish: { id: string; name: N; data: Fields<N> }): Promise<Answer<N>> {
  const init = { method: "POST", body: JSON.stringify(wish) };
  for (let tries = 1; ; tries++) {
    const answer = await ask<Answer<N>>(path, init);
    if (answer && (answer.refused === undefined || !answer.retry_after)) return answer;
    if (tries === TRIES) return answer ?? { refused: "offline", say: t("err.server") };
    await new Promise((go) => setTimeout(go, 1_000 * (answer?.retry_after ?? 1)));
  }
}

/** The form of a new workshop, open or not: house.tsx follows the address. */
export const goNew = (on: boolean): void => {
  location.hash = on ? "new" : "";
};

/** Links are made for the address phones use; this browser stays at its own, where its tokens are kept. */
export function here(url: string): string {
  const at = new URL(url, location.href);
  return at.pathname + at.search + at.hash;
}
