/* "Same here" and its two sisters: own ones at once, everybody's as the server counts them. */
import { computed } from "@preact/signals";
import type { OutboxItem, ReactionKind, Reactions } from "../core/client";
import { sent } from "./sent";
import { spread } from "./spread";
import { use } from "./world";

export const REACTIONS: readonly ReactionKind[] = ["same", "good", "unclear"];

const unanswered = (item: OutboxItem) => item.state.value === "waiting" || item.state.value === "sending";

/** What one has said, by card, with what is on its way counted as said. */
const own = computed(() => {
  const said = new Map<number, ReadonlySet<ReactionKind>>();
  const tell = (card: number, kind: ReactionKind, on: boolean) => {
    const kinds = new Set(said.get(card));
    if (on) kinds.add(kind);
    else kinds.delete(kind);
    said.set(card, kinds);
  };
  for (const { card, kind } of use().client.all("reaction").value) tell(card, kind, true);
  for (const { data, state } of sent("reaction."))
    if (state.value !== "refused") tell(data.card, data.kind, data.on);
  return said;
});
/** As words, which are equal while nothing changed. */
const words = spread(() => new Map([...own.value].map(([card, kinds]) => [card, [...kinds].sort().join(" ")])));

/** Has one said this to any of these cards? */
export const saidTo = (cards: readonly number[], kind: ReactionKind): boolean =>
  cards.some((card) => words(card)?.split(" ").includes(kind));

/**
 * The server counts at most once a second. Until it has, one's own tap stands in for it; then its number is right, and
 * no number goes up, down and up again.
 */
const counted = new Map<string, { record: Reactions | undefined; from: boolean }>();

export function countOf(card: number, kind: ReactionKind, record: Reactions | undefined, on: boolean): number {
  const told = record?.counts[kind] ?? 0;
  const tap = counted.get(`${card} ${kind}`);
  if (!tap) return told;
  if (tap.record !== record) {
    const going = sent("reaction.").some((item) => item.data.kind === kind && unanswered(item));
    if (!going) {
      counted.delete(`${card} ${kind}`);
      return told;
    }
    tap.record = record;
  }
  return Math.max(0, told + Number(on) - Number(tap.from));
}

/** Say it to the first of these cards, or take it back from all of them. */
export function react(cards: readonly number[], kind: ReactionKind, on: boolean): void {
  const { client } = use();
  const head = cards[0]!;
  const name = `${head} ${kind}`;
  const record = client.one<Reactions>(`reactions:${head}`).peek();
  if (counted.get(name)?.record !== record || !counted.has(name)) counted.set(name, { record, from: !on });
  const before = own.peek();
  // An earlier tap that still waits is out of date and makes way.
  for (const item of client.outbox.peek())
    if (item.name === "reaction.set" && item.data.kind === kind && cards.includes(item.data.card) && item.state.value === "waiting")
      client.dismiss(item.id);
  for (const card of on ? [head] : cards)
    if (on || before.get(card)?.has(kind)) client.post("reaction.set", { card, kind, on });
}
