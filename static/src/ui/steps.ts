/* Stepping through a presentation: the overview first, then card by card. What counts is the record, so a phone that slept goes on. */
import { signal } from "@preact/signals";
import type { Client, Id, Presentation } from "../core/client";
import { toast } from "./toast";

/** Until the record has followed a step, ms. */
const FOLLOWS = 1_500;

export interface Step {
  /** 0 is the overview, 1 the first card. */
  at: number;
  of: number;
}

const wanted = signal<{ board: Id; card: Id | null } | undefined>(undefined);
let sending = false;
let forget: ReturnType<typeof setTimeout> | undefined;

/** Where the presentation is, a press that is still on its way counted as done. */
export function stepOf(shown: Presentation): Step {
  const now = wanted.value?.board === shown.board ? wanted.value.card : shown.card;
  // A card that left the result meanwhile has no place any more: the overview is where one is.
  return { at: now === null ? 0 : shown.cards.findIndex((one) => one.card === now) + 1, of: shown.cards.length };
}

/** Show step `to`. Presses that come faster than answers are not queued: the last one is what is meant. */
export async function stepTo(client: Client, shown: Presentation, to: number): Promise<void> {
  if (to < 0 || to > shown.cards.length) return;
  const board = shown.board;
  wanted.value = { board, card: to === 0 ? null : shown.cards[to - 1]!.card };
  clearTimeout(forget);
  if (sending) return;
  sending = true;
  let sent;
  do {
    sent = wanted.value as { board: Id; card: Id | null };
    const reply = await client.send("board.spotlight", { ...sent });
    if (reply.refused === undefined) continue;
    toast(reply.say);
    wanted.value = undefined;
    break;
  } while (sent !== wanted.value);
  sending = false;
  forget = setTimeout(() => (wanted.value = undefined), FOLLOWS);
}
