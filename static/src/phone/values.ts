/* One's own ballot in a round of any method but dots: what was kept, with what is on its way counted as given. */
import type { Key, OutboxItem, Round } from "../core/client";
import type { Values } from "../methods/types";
import { givenWhole } from "../methods/wire";
import type { SavedState } from "../ui/marks";
import { sent } from "./sent";
import { use } from "./world";

export type Given = Readonly<Record<Key, unknown>>;
export const giving = (item: OutboxItem) => item.data as unknown as { round: number; values: Given };
/** Ballots of any method but dots that are on their way. */
export const onTheirWay = (): readonly OutboxItem[] => sent("ballot.give" as never) as readonly OutboxItem[];

export function valuesOf(round: Round): Values {
  const found = new Map<Key, unknown>();
  for (const ballot of use().client.all("ballot").value)
    if (ballot.round === round.id) found.set(ballot.subject, (ballot as unknown as { value: unknown }).value);
  return over(found, onTheirWay(), round.id, givenWhole(round));
}

/** Laid over what is kept, in the order of the taps; what came back is not counted. `whole`: each is a whole ballot. */
export function over(kept: Values, items: readonly OutboxItem[], round: number, whole: boolean): Map<Key, unknown> {
  let found = new Map(kept);
  for (const item of items) {
    const it = giving(item);
    if (it.round !== round || item.state.value === "refused") continue;
    found = new Map([...(whole ? [] : found), ...Object.entries(it.values)]);
  }
  return found;
}

/**
 * What a newer one makes out of date: what still waits, or came back, and says nothing of another subject. Values are
 * absolute, so none needs the one before it; one that is just leaving goes, and the newer follows it.
 */
export const replaced = (items: readonly OutboxItem[], round: number, values: Given, whole: boolean): OutboxItem[] =>
  items.filter((item) => {
    const it = giving(item);
    if (it.round !== round || (item.state.value !== "waiting" && item.state.value !== "refused")) return false;
    return whole || Object.keys(it.values).every((key) => key in values);
  });

export function put(round: Round, values: Given): void {
  const { client } = use();
  for (const item of replaced(onTheirWay(), round.id, values, givenWhole(round))) client.dismiss(item.id);
  client.post("ballot.give" as never, { round: round.id, values } as never);
}

/** What of one's ballot is on its way; `saved` where all is kept, undefined where there is nothing. */
export function safetyOf(round: Round, values: Values): (subject: Key) => SavedState | undefined {
  const whole = givenWhole(round);
  const going = onTheirWay().filter((item) => giving(item).round === round.id);
  return (subject) => {
    const states = going.filter((item) => whole || subject in giving(item).values).map(({ state }) => state.value);
    if (states.includes("waiting")) return "waiting";
    if (states.includes("sending")) return "saving";
    return values.has(subject) ? "saved" : undefined;
  };
}
