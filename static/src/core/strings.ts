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

/** Under this id the first file of a language names the second: what the parts of a page say that come later. */
const MORE = "";
/** Are those parts wanted? From then on a language is here only when all of it is. */
let parts = false;
const here = (which: Lang): boolean => !!books.value[which] && !(parts && MORE in books.value[which]!);

/** The language could not be loaded: try again, ms. */
const AGAIN = 3_000;

/** The language on show; it changes only once its strings are here, so that no id is seen in between. */
export const lang: ReadonlySignal<Lang> = current;

/** The sentence for an id with its `{name}` placeholders filled; the id itself when the catalogue lacks it. */
export function t(id: string, params?: Params): string {
  const sentence = books.value[current.value]?.[id] ?? id;
  return params ? fill(sentence, params) : sentence;
}

/**
 * A placeholder without a value stays visible: a wrong sentence is easier to find than a silent hole. `{n|vote|votes}`
 * is the word for one or for another number; Lao has no such thing.
 */
export function fill(sentence: string, params: Params): string {
  return sentence.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one?: string, more?: string) => {
    const value = params[name];
    return value === undefined ? whole : one === undefined ? String(value) : String(value) === "1" ? one : more!;
  });
}

/** The language this device asked for earlier, if any. */
export const wishedLang = (): Lang | undefined => asLang(store.get(wish)) ?? (like === undefined ? undefined : asLang(store.get(like)));

/** Where nothing was picked on this face, what was picked on the one that its person came from. */
export function wishLike(face: string): void {
  like = `ws:${boot.code}:${face}:lang`;
}
let like: string | undefined;

/** What the person picked on this page; the client tells the server. */
export const wishes: ReadonlySignal<Lang | undefined> = asked;

/** Show another language; `keep` remembers it for this device. Without a network the old one stays until there is. */
export async function setLang(next: Lang, keep = true): Promise<void> {
  latest = next;
  if (keep) {
    store.set(wish, next);
    asked.value = next;
  }
  await bring(next);
  if (latest !== next) return; // the slower of two quick switches must not win
  if (!here(next)) return void setTimeout(() => latest === next && void setLang(next, false), AGAIN);
  current.value = next;
  if (typeof document !== "undefined") document.documentElement.lang = next;
}

/** Put a catalogue in memory. */
export function teach(which: Lang, strings: Strings | undefined): void {
  books.value = { ...books.value, [which]: strings };
}

/** The sentences of what comes later, with it: fails when they cannot be had. */
export async function wholeBook(): Promise<void> {
  parts = true;
  const which = latest ?? current.value;
  await bring(which);
  if (!here(which)) throw new Error("no words");
}

/** Twice where the parts came to be wanted while the first file was on its way. */
async function bring(which: Lang): Promise<void> {
  for (let tries = 0; tries < 2 && !here(which); tries++) await (coming[which] ??= load(which));
}

async function load(which: Lang): Promise<void> {
  const file = boot.strings[which];
  try {
    const first = books.value[which] ?? (await read(file));
    if (!first) return;
    const { [MORE]: more, ...known } = first;
    const rest = parts && more ? await read(file.replace(/[^/]*$/, more)) : undefined;
    teach(which, rest ? { ...known, ...rest } : first);
  } catch {
    // no network: the caller tries again
  } finally {
    delete coming[which];
  }
}

const read = async (file: string): Promise<Strings | undefined> => {
  const answer = await fetch(file);
  return answer.ok ? ((await answer.json()) as Strings) : undefined;
};

export const asLang = (value: unknown): Lang | undefined => (value === "lo" || value === "en" ? value : undefined);
