/** Words on the face: catalogue id -> sentence, in the person's language. */
import { type ReadonlySignal, signal } from "@preact/signals";
import { boot } from "./boot";
import { store } from "./store";
import type { Lang } from "./types";

export type Params = Record<string, string | number>;
type Strings = Record<string, string>;

const books: Partial<Record<Lang, Strings>> = {};
const current = signal<Lang>("lo");
const wish = `ws:${boot.code}:${boot.face}:lang`;

/** The language on show; it changes only once its strings are here, so no id is ever seen. */
export const lang: ReadonlySignal<Lang> = current;

/** The sentence for an id with its `{name}` placeholders filled; the id itself when the catalogue lacks it. */
export function t(id: string, params?: Params): string {
  const sentence = books[current.value]?.[id] ?? id;
  return params ? fill(sentence, params) : sentence;
}

/** A placeholder without a value stays visible: a wrong sentence is easier to find than a silent hole. */
export function fill(sentence: string, params: Params): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** The language this device asked for earlier, if any. */
export const wishedLang = (): Lang | undefined => asLang(store.get(wish));

const asked = signal<Lang | undefined>(undefined);
/** What the person picked on this page; the client tells the server. */
export const wishes: ReadonlySignal<Lang | undefined> = asked;

let latest: Lang | undefined;

/** Show another language; `keep` remembers it for this device. Without a network the old one stays. */
export async function setLang(next: Lang, keep = true): Promise<void> {
  latest = next;
  if (keep) {
    store.set(wish, next);
    asked.value = next;
  }
  if (!books[next]) {
    try {
      const answer = await fetch(boot.strings[next]);
      if (answer.ok) teach(next, (await answer.json()) as Strings);
    } catch {
      return;
    }
  }
  if (!books[next] || latest !== next) return; // the slower of two quick switches must not win
  current.value = next;
  if (typeof document !== "undefined") document.documentElement.lang = next;
}

/** Put a catalogue in memory (inlined strings, tests). */
export function teach(which: Lang, strings: Strings): void {
  books[which] = strings;
}

export const asLang = (value: unknown): Lang | undefined =>
  value === "lo" || value === "en" ? value : undefined;
