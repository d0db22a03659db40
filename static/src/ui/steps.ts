/* Stepping through a presentation: the overview first, then card by card. What counts is the record, so a phone that slept goes on. */
import { effect, signal } from "@preact/signals";
import type { Client, Id, Presentation, Reply } from "../core/client";
import { toast } from "./toast";

/** A record that never follows a step is waited for no longer, ms. */
const FOLLOWS = 1_500;

export interface Step {
  /** 0 is the overview, 1 the first card. */
  at: number;
  of: number;
}

interface Wish {
  board: Id;
  card: Id | null;
}

/** The press that is on its way: shown as done until the record has followed it, or has gone past it. */
const wanted = signal<Wish | undefined>(undefined);
let sending = false;
let endWait: (() => void) | undefined;

/** Where the presentation is, a press that is still on its way counted as done. */
export function stepOf(shown: Presentation): Step {
  const now = wanted.value?.board === shown.board ? wanted.value.card : shown.card;
  // A card that left the result meanwhile has no place any more: the overview is where one is.
  return { at: now === null ? 0 : shown.cards.findIndex((one) => one.card === now) + 1, of: shown.cards.length };
}

/** The last press; what is sent next. */
let next: Wish | undefined;

/** Show step `to`. Presses that come faster than answers are not queued: the last one is what is meant. */
export async function stepTo(client: Client, shown: Presentation, to: number): Promise<void> {
  if (to < 0 || to > shown.cards.length) return;
  const { board } = shown;
  wanted.value = next = { board, card: to === 0 ? null : shown.cards[to - 1]!.card };
  if (sending) return;
  endWait?.();
  sending = true;
  const way = [cardNow(client, board)];
  const stop = whenLeft(client, board, way);
  let wish: Wish;
  let reply: Reply;
  do {
    wish = next!;
    way.push(wish.card);
    reply = await client.send("board.spotlight", { ...wish });
  } while (reply.refused === undefined && wish !== next);
  sending = false;
  if (reply.refused !== undefined) toast(reply.say);
  waitFor(client, reply, stop);
}

/** Somebody else stepped on: where they are is where the room is. `way` is where one's own presses lead the record. */
function whenLeft(client: Client, board: Id, way: readonly (Id | null | undefined)[]): () => void {
  let at = 0;
  return effect(() => {
    const now = cardNow(client, board);
    const place = way.indexOf(now, at);
    if (place >= 0) at = place;
    else if (wanted.peek()?.board === board) wanted.value = undefined;
  });
}

/** Until the record tells what the answer's command did, or what came after it. */
function waitFor(client: Client, reply: Reply, stop: () => void): void {
  const end = () => {
    stop();
    past();
    clearTimeout(late);
    endWait = undefined;
    wanted.value = undefined;
  };
  const late = setTimeout(end, FOLLOWS);
  let past = () => {};
  endWait = end;
  if (reply.refused !== undefined) return end();
  past = effect(() => {
    client.all("presentation").value;
    queueMicrotask(() => {
      if (endWait === end && client.follows(reply)) end();
    });
  });
}

const cardNow = (client: Client, board: Id): Id | null | undefined =>
  client.all("presentation").value.find((one) => one.board === board)?.card;
