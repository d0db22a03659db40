/** Words on the face: catalogue id -> sentence, in the person's language. */
import { type ReadonlySignal, signal } from "@preact/signals";
import { boot } from "./boot";
import { store } from "./store";
import type { Lang } from "./types";

export type Params = Record<string, string | number>;
type Strings = Record<string, string>;

const books = signal<Partial<Record<Lang, Strings>>>({});
const coming: Partial<Record<Lang, Promise<void>>> = {};
const current = signal<Lang>("lo");
const asked = signal<Lang | undefined>(undefined);
const wish = `ws:${boot.code}:${boot.face}:lang`;
let latest: Lang | undefined;

/** The language could not be loaded: try again, ms. */
const AGAIN = 3_000;

/** The language on show; it changes only once its strings are here, so that no id is seen in between. */
export const lang: ReadonlySignal<Lang> = current;

/** The sentence for an id with its `{name}` placeholders filled; the id itself when the catalogue lacks it. */
export function t(id: string, params?: Params): string {
  const sentence = books.value[current.value]?.[id] ?? id;
  return params ? fill(sentence, params) : sentence;
}

/** A placeholder without a value stays visible: a wrong sentence is easier to find than a silent hole. */
export function fill(sentence: string, params: Params): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** The language this device asked for earlier, if any. */
export const wishedLang = (): Lang | undefined => asLang(store.get(wish));

/** What the person picked on this page; the client tells the server. */
export const wishes: ReadonlySignal<Lang | undefined> = asked;

/** Show another language; `keep` remembers it for this device. Without a network the old one stays until there is. */
export async function setLang(next: Lang, keep = true): Promise<void> {
  latest = next;
  if (keep) {
    store.set(wish, next);
    asked.value = next;
  }
  if (!books.value[next]) await (coming[next] ??= load(next));
  if (latest !== next) return; // the slower of two quick switches must not win
  if (!books.value[next]) return void setTimeout(() => latest === next && void setLang(next, false), AGAIN);
  current.value = next;
  if (typeof document !== "undefined") document.documentElement.lang = next;
}

/** Put a catalogue in memory. */
export function teach(which: Lang, strings: Strings | undefined): void {
  books.value = { ...books.value, [which]: strings };
}

async function load(which: Lang): Promise<void> {
  try {
    const answer = await fetch(boot.strings[which]);
    if (answer.ok) teach(which, (await answer.json()) as Strings);
  } catch {
    // no network: the caller tries again
  } finally {
    delete coming[which];
  }
}

export const asLang = (value: unknown): Lang | undefined => (value === "lo" || value === "en" ? value : undefined);
