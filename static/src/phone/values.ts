/* One's own ballot in a round of any method but dots: what was kept, with what is on its way counted as given. */
import type { Key, OutboxItem, Round } from "../core/client";
import type { Values } from "../methods/types";
import { givenWhole, type Value } from "../methods/wire";
import type { SavedState } from "../ui/marks";
import { sent } from "./sent";
import { use } from "./world";

export type Item = OutboxItem<"ballot.give">;
export type Given = Item["data"]["values"];
/** Ballots of any method but dots that are on their way. */
export const onTheirWay = (): readonly Item[] => sent("ballot.give");

export function valuesOf(round: Round): Values {
  const found = new Map<Key, Value>();
  for (const ballot of use().client.all("ballot").value)
    if (ballot.round === round.id && ballot.value !== undefined) found.set(ballot.subject, ballot.value);
  return over(found, onTheirWay(), round.id, givenWhole(round));
}

/** Laid over what is kept, in the order of the taps; what came back is not counted. `whole`: each is a whole ballot. */
export function over(kept: Values, items: readonly Item[], round: number, whole: boolean): Map<Key, Value> {
  let found = new Map(kept);
  for (const item of items) {
    const it = item.data;
    if (it.round !== round || item.state.value === "refused") continue;
    found = new Map([...(whole ? [] : found), ...Object.entries(it.values)]);
  }
  return found;
}

/**
 * What a newer one makes out of date: what still waits, or came back, and says nothing of another subject. Values are
 * absolute, so none needs the one before it; one that is just leaving goes, and the newer follows it.
 */
export const replaced = (items: readonly Item[], round: number, values: Given, whole: boolean): Item[] =>
  items.filter((item) => {
    const it = item.data;
    if (it.round !== round || (item.state.value !== "waiting" && item.state.value !== "refused")) return false;
    return whole || Object.keys(it.values).every((key) => key in values);
  });

export function put(round: Round, values: Given): void {
  const { client } = use();
  for (const item of replaced(onTheirWay(), round.id, values, givenWhole(round))) client.dismiss(item.id);
  client.post("ballot.give", { round: round.id, values });
}

/** What of one's ballot is on its way; `saved` where all is kept, undefined where there is nothing. */
export function safetyOf(round: Round, values: Values): (subject: Key) => SavedState | undefined {
  const whole = givenWhole(round);
  const going = onTheirWay().filter((item) => item.data.round === round.id);
  return (subject) => {
    const states = going.filter((item) => whole || subject in item.data.values).map(({ state }) => state.value);
    if (states.includes("waiting")) return "waiting";
    if (states.includes("sending")) return "saving";
    return values.has(subject) ? "saved" : undefined;
  };
}
