/* What the leader prepares: the table's heads with what stands behind them, those picked in their order, the summary. */
import { signal } from "@preact/signals";
import type { Card, Id, Report, Round, Submission, Tally } from "../../core/client";
import { countedOf } from "../../ui/count";
import { toast } from "../../ui/toast";
import { fileOf } from "../../phone/methods";
import { type Entry, outcome, type Outcome } from "../../ui/outcome";
import { talliesOf, use } from "../../phone/world";

/** Cards that can stand in a result: on view, and under no other. */
export function entries(): Entry[] {
  const { client, board, rounds } = use();
  const here = client
    .all("card")
    .value.filter((card) => card.board === board.value?.id && !card.hidden && !card.withdrawn && !card.pending);
  const round = rounds.value[0];
  const tallies = talliesOf(round);
  return here
    .filter((card) => card.into == null)
    .map((card) => {
      const merged = here.filter((other) => other.into === card.id).length;
      return { card, ...toldIn(round, tallies.get(card.key)), merged };
    });
}

/** A card that a vote by places was not about has no tally, and no place. */
const toldIn = (round: Round | undefined, tally: Tally | undefined) =>
  round && fileOf(round) && round.state === "closed" ? countedOf({ place: null, ...tally }) : countedOf(tally);

export const report = (): Report | undefined => {
  const { client, board } = use();
  return client.one<Report>(`report:${board.value?.id ?? 0}`).value;
};

export function knownCards(): ReadonlyMap<Id, Card> {
  const { client, board } = use();
  return new Map(client.all("card").value.flatMap((card) => (card.board === board.value?.id ? [[card.id, card]] : [])));
}

/** The result as it stands now, this device's own last touch included. */
export function prepared(): Outcome {
  const now = report();
  return outcome(entries(), picked(), now?.summary ?? { lo: "", en: "" }, knownCards());
}

/** The newest of this board's, and the one before it. */
export function handIns(): Submission[] {
  const { client, board } = use();
  return client
    .all("submission")
    .value.filter((one) => one.board === board.value?.id)
    .sort((a, b) => b.number - a.number);
}

// Picking and ordering: shown at once, sent in the order of the taps, the last one stands.

/** Until the record has followed a tap, ms. */
const FOLLOWS = 1_000;
const wanted = signal<readonly Id[] | undefined>(undefined);
let under = 0;

/** The picked cards in their order. */
export function picked(): readonly Id[] {
  const here = new Set(entries().map((entry) => entry.card.id));
  return (wanted.value ?? report()?.cards ?? []).filter((id) => here.has(id));
}

export async function arrange(cards: readonly Id[]): Promise<void> {
  const { client, board } = use();
  wanted.value = cards;
  under++;
  const reply = await client.send("board.arrange", { board: board.value!.id, cards });
  under--;
  if (reply.refused !== undefined) {
    toast(reply.say);
    wanted.value = undefined;
  } else if (under === 0) setTimeout(() => under === 0 && (wanted.value = undefined), FOLLOWS);
}

export function toggle(id: Id): void {
  const now = picked();
  void arrange(now.includes(id) ? now.filter((one) => one !== id) : [...now, id]);
}

/** `id` to the place `to` in the order. */
export function moved(order: readonly Id[], id: Id, to: number): Id[] {
  const rest = order.filter((one) => one !== id);
  rest.splice(Math.max(0, Math.min(rest.length, to)), 0, id);
  return rest;
}
