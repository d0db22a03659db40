/* The desk's acts on cards. A refusal is said at the card it is about; what was done has its way back in a toast. */
import type { Card, Command, Fields, Given, Id } from "../../core/client";
import { t } from "../../core/strings";
import { toast } from "../../ui/toast";
import type { Shown } from "../../phone/cards";
import { use } from "../../phone/world";
import { wayBack } from "../undo";
import { didSeveral, say } from "./state";

/** True when it was done. */
async function act<N extends Command, D extends Fields<N>>(
  about: readonly Id[],
  name: N,
  data: Given<N, D>,
  done: string,
): Promise<boolean> {
  say(about, null);
  const back = wayBack(name);
  const reply = await use().client.send<N, D>(name, data);
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

/** In one message, bytes: words in Lao are three to a letter. */
const MESSAGE = 40 * 1024;

/**
 * What is said yes to are these words: their author may be changing them, and the line may be slow. So many long ones
 * that no message carries them are several steps.
 */
export async function approve(cards: readonly Id[]): Promise<boolean> {
  const words = cards.map((id) => use().client.one<Card>(`card:${id}`).peek()?.text ?? "");
  const writer = new TextEncoder();
  for (let from = 0, to = 0; from < cards.length; from = to) {
    for (let bytes = 0; to < cards.length && (to === from || bytes < MESSAGE); to++) bytes += writer.encode(words[to]).length + 12;
    if (!(await approveSome(cards.slice(from, to), words.slice(from, to)))) return false;
  }
  return true;
}

function approveSome(cards: readonly Id[], read: readonly string[]): Promise<boolean> {
  const n = cards.length;
  const done = n === 1 ? t("mod.did_approve") : t("mod.did_approve_n", { n });
  if (n > 1) didSeveral(cards, done);
  return act(at(cards), "card.approve", { board: board(), cards, read }, done);
}

export function hide(of: readonly Shown[], reason: string): Promise<boolean> {
  const why = reason.trim() ? { reason } : {};
  const cards = of.map(({ card }) => card!.id);
  const [one, ...others] = cards;
  const off = of.every(({ pending }) => pending); // nobody has approved them
  if (one !== undefined && !others.length) return act(cards, "card.hide", { card: one, ...why }, t(off ? "mod.did_put_off" : "card.did_hide"));
  const done = t(off ? "mod.did_put_off_n" : "mod.did_hide_n", { n: cards.length });
  didSeveral(cards, done);
  return act(at(cards), "card.hide_many", { board: board(), cards, ...why }, done);
}

export const restore = (card: Id) => act([card], "card.restore", { card }, t("mod.did_restore"));

export function merge(head: Id, others: readonly Id[]): Promise<boolean> {
  return act([head], "card.merge", { card: head, others }, t("mod.did_merge", { n: others.length + 1 }));
}

export const split = (card: Id, of: Id) => act([of], "card.split", { card }, t("mod.did_split"));
