/** Answers to proposals. Several at once are one step; a card that just left stays out and the rest goes on. */
import { t, type Id, type Text } from "../../core/client";
import { toast } from "../../ui/toast";
import { act } from "../act";
import type { Desk } from "../desk/model";
import { trimmed } from "../pairs";
import { chosenOf, dropDrafts, titleOf } from "./drafts";
import type { Hint } from "./model";

/** What the server takes in one step. */
const SETS = 300;
const CARDS = 500;
/** And in one message, bytes: with the longest titles in Lao that is fewer sets. */
const BYTES = 48 * 1024;

interface Gather {
  cards: Id[];
  theme?: Id;
  title?: Text;
}

/** Undefined, or why not; what was typed is then kept. */
export async function accept(desk: Desk, hints: readonly Hint[]): Promise<string | undefined> {
  const { client, card, theme } = desk.room;
  const wanted = hints.filter((hint) => chosenOf(hint).length > 0);
  let sets = wanted.map((hint): Gather => {
    const cards = desk.withAlong(chosenOf(hint)).slice(0, CARDS);
    return hint.theme !== undefined && theme.peek().has(hint.theme)
      ? { cards, theme: hint.theme }
      : { cards, title: trimmed(titleOf(hint)) };
  });
  if (sets.some(({ title }) => title && !title.lo && !title.en)) return t("new.wrong_title");
  while (sets.length > 0) {
    const some = oneStep(sets);
    const reply = await act(client, "hint.accept", { sets: some }, true);
    if (!reply.refused) {
      sets = sets.slice(some.length);
      continue;
    }
    // Another of the team was a moment faster: what was wanted is done.
    if (reply.refused === "placed") {
      toast(reply.say);
      break;
    }
    if (reply.refused !== "not_found" || reply.card === undefined) return reply.say;
    const onView = card.peek();
    const before = JSON.stringify(sets);
    sets = sets
      .map((one) => ({ ...one, cards: one.cards.filter((id) => id !== reply.card && onView.has(id)) }))
      .filter(({ cards }) => cards.length > 0);
    if (JSON.stringify(sets) === before) return reply.say;
    if (sets.length === 0) return t("hint.gone");
  }
  dropDrafts(wanted);
  return undefined;
}

export async function refuse(desk: Desk, hints: readonly Hint[]): Promise<void> {
  const all = hints.map(({ ids }) => ids.slice(0, CARDS));
  for (let at = 0; at < all.length; ) {
    const sets = oneStep(all.slice(at));
    const reply = await act(desk.room.client, "hint.refuse", { sets }, true);
    if (reply.refused) return void toast(reply.refused === "not_found" ? t("hint.gone") : reply.say);
    dropDrafts(hints.slice(at, at + sets.length));
    at += sets.length;
  }
}

/** As many of these, from the first, as one step holds; never none. */
export function oneStep<Set>(sets: readonly Set[]): Set[] {
  const writer = new TextEncoder();
  let bytes = 0;
  const past = sets.findIndex((one, at) => at === SETS || (bytes += writer.encode(JSON.stringify(one)).length + 1) > BYTES);
  return sets.slice(0, past < 0 ? sets.length : Math.max(1, past));
}
