/* The desk's acts on cards. A refusal is said at the card it is about; what was done has its way back in a toast. */
import type { Id } from "../../core/client";
import { t } from "../../core/strings";
import { toast } from "../../ui/toast";
import { use } from "../../phone/world";
import { wayBack } from "../undo";
import { didSeveral, say } from "./state";

/** True when it was done. */
export async function act(about: readonly Id[], name: string, data: Record<string, unknown>, done: string): Promise<boolean> {
  say(about, null);
  const back = wayBack(name);
  const reply = await use().client.send(name, data);
  if (reply.refused !== undefined) {
    const id = `mod.no.${name}.${reply.refused}`;
    const sentence = t(id);
    say(about, sentence === id ? reply.say : sentence);
    return false;
  }
  toast(done, { label: t("history.undo"), act: back });
  return true;
}

/** Where a refusal of one act on several cards is said: once, at the buttons that gave it. */
export const SEVERAL: Id = 0;
const at = (cards: readonly Id[]): readonly Id[] => (cards.length === 1 ? cards : [SEVERAL]);

const board = () => use().board.value!.id;

export function approve(cards: readonly Id[]): Promise<boolean> {
  const n = cards.length;
  const done = n === 1 ? t("mod.did_approve") : t("mod.did_approve_n", { n });
  if (n > 1) didSeveral(cards, done);
  return act(at(cards), "card.approve", { board: board(), cards }, done);
}

export function hide(cards: readonly Id[], reason: string): Promise<boolean> {
  const why = reason.trim() ? { reason } : {};
  if (cards.length === 1) return act(cards, "card.hide", { card: cards[0], ...why }, t("card.did_hide"));
  const done = t("mod.did_hide_n", { n: cards.length });
  didSeveral(cards, done);
  return act(at(cards), "card.hide_many", { board: board(), cards, ...why }, done);
}

export const restore = (card: Id) => act([card], "card.restore", { card }, t("mod.did_restore"));

export function merge(head: Id, others: readonly Id[]): Promise<boolean> {
  return act([head], "card.merge", { card: head, others }, t("mod.did_merge", { n: others.length + 1 }));
}

export const split = (card: Id, of: Id) => act([of], "card.split", { card }, t("mod.did_split"));
