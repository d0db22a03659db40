/* The summary being typed: kept on this device at each key, sent after a pause, on leaving the field and by the button. */
import { computed, effect, signal, untracked } from "@preact/signals";
import type { Lang, Text } from "../../core/client";
import { lines } from "../../core/lines";
import { length } from "../../core/words";
import { use } from "../../phone/world";
import { report } from "./model";
import { type Standing, standing } from "./standing";

export const SUMMARY_MAX = 1000;
/** After the last key, ms. Each time is a step of the history: no more of them than somebody stops to think. */
const PAUSE = 3_000;
/** Marks a draft that was typed and then emptied: the store keeps no empty text. */
const EMPTY = "\u0000";

const LANGS = ["lo", "en"] as const;
export const saving = signal(false);
/** Why the last attempt failed. */
export const wrong = signal<string | null>(null);
let due: ReturnType<typeof setTimeout> | undefined;

const place = () => `report.${use().board.value?.id ?? 0}`;
const ownOf = (which: Lang) => use().client.draft(`${place()}.${which}`);
const baseOf = (which: Lang) => use().client.draft(`${place()}.${which}.base`);

export const recorded = (which: Lang): string => report()?.summary?.[which] ?? "";

/** What this device has typed; undefined when it follows the others. */
export function own(which: Lang): string | undefined {
  const text = ownOf(which).value;
  return text === EMPTY ? "" : text || undefined;
}

export const stands = (which: Lang): Standing => standing(own(which), baseOf(which).value, recorded(which));

/** In the field: one's own words, else the record's. */
export const shown = (which: Lang): string => own(which) ?? recorded(which);

export const tooLong = (which: Lang): boolean => length(shown(which), lines) > SUMMARY_MAX;

/** The summary as this device shows it, typed words included. */
export const summaryShown = (): Text => ({ lo: shown("lo"), en: shown("en") });

const unsaved = (): boolean => LANGS.some((which) => stands(which) === "unsaved");
export const clashes = (): boolean => LANGS.some((which) => stands(which) === "changed");

export function type(which: Lang, text: string): void {
  if (own(which) === undefined) baseOf(which).value = recorded(which);
  ownOf(which).value = text || EMPTY;
  wrong.value = null;
  soon();
}

function soon(): void {
  clearTimeout(due);
  due = setTimeout(() => void save(), PAUSE);
}

/** One's own words stand, or `text` of both: what the other wrote has been seen. */
export async function decide(which: Lang, text: string): Promise<void> {
  baseOf(which).value = recorded(which);
  ownOf(which).value = text || EMPTY;
  await save();
}

/** The other's words stand. Returns how to have one's own back. */
export function follow(which: Lang): () => void {
  const [text, base] = [ownOf(which).value, baseOf(which).value];
  ownOf(which).value = "";
  baseOf(which).value = "";
  return () => {
    baseOf(which).value = base;
    ownOf(which).value = text;
  };
}

/** True when nothing typed here is left unsaved. */
export async function save(): Promise<boolean> {
  clearTimeout(due);
  const { client, board } = use();
  const mine = LANGS.filter((which) => stands(which) === "unsaved");
  if (!mine.length) return !clashes();
  if (mine.some(tooLong)) return false;
  saving.value = true;
  const reply = await client.send("board.summarise", { board: board.value!.id, summary: { lo: toSend("lo"), en: toSend("en") } });
  saving.value = false;
  wrong.value = reply.refused === undefined ? null : reply.say;
  return reply.refused === undefined && !clashes();
}

/** Of a language that somebody else has changed meanwhile nothing is sent from here, and of one untouched neither. */
const toSend = (which: Lang): string => (stands(which) === "unsaved" ? own(which)! : recorded(which)).trim();

/** While the report is open: what was kept becomes the new base, and what could not be sent goes when the line is back. */
export function watchWords(): () => void {
  const online = computed(() => use().client.status.value.online);
  const stops = [
    effect(() => {
      for (const which of LANGS) if (stands(which) === "same") baseOf(which).value = recorded(which);
    }),
    effect(() => {
      if (online.value && untracked(unsaved)) soon();
    }),
  ];
  return () => {
    stops.forEach((stop) => stop());
    void save();
  };
}
