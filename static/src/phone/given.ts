/* Ballots of any method but dots that came back: mended where only a part of them has no place any more. */
import { effect, untracked } from "@preact/signals";
import type { Key, Round } from "../core/client";
import { t } from "../core/strings";
import { givenWhole } from "../methods/wire";
import { inOrder, places } from "../methods/rank/ranking";
import { toast } from "../ui/toast";
import { itemsOf } from "./items";
import { overtaken, tooLate } from "./refusals";
import { type Given, type Item, onTheirWay, put } from "./values";
import { use } from "./world";

const roundOf = (item: Item): Round | undefined => use().client.one<Round>(`round:${item.data.round}`).value;

/** A ballot of the whole room that arrived after the vote was closed: kept, should the chair let the room vote on. */
export const lateGiven = (): Item[] =>
  onTheirWay().filter((item) => item.state.value === "refused" && tooLate(item) && roundOf(item)?.board === null);

/**
 * Without what has left the list; undefined where nothing of it has left, or nothing would remain. A place means nothing
 * without the others: those behind move up.
 */
export function without(values: Given, here: ReadonlySet<Key>, whole: boolean): Given | undefined {
  const left = Object.entries(values).filter(([key]) => here.has(key));
  if (left.length === 0 || left.length === Object.keys(values).length) return undefined;
  return whole ? places(inOrder(new Map(left))) : Object.fromEntries(left);
}

/** From now on: what comes back is mended, kept for an opening, or said. */
export function watchGiven(): () => void {
  return effect(() => {
    const kept = new Set(lateGiven());
    for (const item of onTheirWay())
      if (item.state.value === "refused" && !kept.has(item)) untracked(() => answer(item));
  });
}

function answer(item: Item): void {
  const reply = item.reply.value;
  const round = roundOf(item);
  use().client.dismiss(item.id);
  if (reply?.refused === "handed_in") overtaken.now = true;
  if (reply?.refused !== "not_found" || !round) {
    if (reply?.refused !== undefined) toast(reply.say);
    return;
  }
  toast(t(round.board === null ? "poll.gone" : "vote.gone"));
  const whole = givenWhole(round);
  const rest = without(item.data.values, new Set(itemsOf(round).flatMap(({ keys }) => keys)), whole);
  if (rest) put(round, rest);
}
