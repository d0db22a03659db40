/* Stepping through a presentation: the overview first, then card by card. What counts is the record, so a phone that slept goes on. */
import { effect, signal } from "@preact/signals";
import type { Answer, Client, Id, Presentation } from "../core/client";
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
/** The last press; what is sent next. */
let next: Wish | undefined;
let sending = false;
let waiting: Wait | undefined;

/** Where the presentation is, a press that is still on its way counted as done. */
export function stepOf(shown: Presentation): Step {
  const now = wanted.value?.board === shown.board ? wanted.value.card : shown.card;
  // A card that left the result meanwhile has no place any more: the overview is where one is.
  return { at: now === null ? 0 : shown.cards.findIndex((one) => one.card === now) + 1, of: shown.cards.length };
}

/** Show step `to`. Presses that come faster than answers are not queued: the last one is what is meant. */
export async function stepTo(client: Client, shown: Presentation, to: number): Promise<void> {
  if (to < 0 || to > shown.cards.length) return;
  const { board } = shown;
  wanted.value = next = { board, card: to === 0 ? null : shown.cards[to - 1]!.card };
  if (sending) return;
  sending = true;
  const wait = waitOn(client, board);
  let wish: Wish;
  let reply: Answer<"board.spotlight">;
  do {
    wish = next!;
    wait.way.push(wish.card);
    reply = await client.send("board.spotlight", { ...wish });
  } while (reply.refused === undefined && wish !== next);
  sending = false;
  if (reply.refused !== undefined) toast(reply.say);
  wait.answered(reply);
}

interface Wait {
  readonly board: Id;
  /** Where one's own presses lead the record, one after the other. */
  readonly way: (Id | null | undefined)[];
  answered(reply: Answer<"board.spotlight">): void;
  end(): void;
}

/** Until the record tells what the presses did. Who presses again meanwhile goes on on the same way. */
function waitOn(client: Client, board: Id): Wait {
  if (waiting?.board === board) return waiting;
  waiting?.end();
  const way = [cardNow(client, board)];
  let at = 0;
  let answered = false;
  let past = false;
  let late: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    if (waiting === wait && !sending && answered && (past || cardNow(client, board) === way[way.length - 1])) wait.end();
  };
  const wait: Wait = {
    board,
    way,
    answered(reply) {
      answered = true;
      clearTimeout(late);
      late = setTimeout(wait.end, FOLLOWS);
      if (reply.refused !== undefined) wait.end();
      else look();
    },
    end() {
      stop();
      clearTimeout(late);
      if (waiting === wait) waiting = undefined;
      if (!sending) wanted.value = undefined;
    },
  };
  waiting = wait;
  const stop = effect(() => {
    const now = cardNow(client, board);
    const place = way.indexOf(now, at);
    if (place >= 0) at = place;
    else {
      // Somebody else stepped on: where they are is where the room is.
      past = true;
      if (wanted.peek()?.board === board) wanted.value = undefined;
    }
    queueMicrotask(look);
  });
  return wait;
}

const cardNow = (client: Client, board: Id): Id | null | undefined =>
  client.all("presentation").value.find((one) => one.board === board)?.card;
