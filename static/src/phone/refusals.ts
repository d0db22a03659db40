/* What came back and has no place on the board to say its sentence: it is said in passing, and the tap is taken back. */
import { effect } from "@preact/signals";
import type { Client, OutboxItem } from "../core/client";
import { t } from "../core/strings";
import { toast } from "../ui/toast";

/** A vote came back because the table's device was used since: its sentence says also who acts from now on. */
export const overtaken = { now: false };

export function sayRefusals(client: Client): void {
  effect(() => {
    for (const item of client.outbox.value) {
      if (item.state.value !== "refused" || "text" in item.data) continue;
      if (item.name === "ballot.hand_in") continue; // leader/table/handed.ts tells whose it was
      if (late(item)) continue; // phone/late.tsx keeps it
      if (item.name === "ballot.give") continue; // phone/given.ts mends or keeps it
      if (item.reply.value?.refused === "handed_in") overtaken.now = true;
      const say = sentence(item);
      if (say) toast(say);
      client.dismiss(item.id);
    }
  });
}

const onTheme = (item: OutboxItem<"ballot.cast">): boolean => item.data.subject.startsWith("theme:");

/** A vote of the whole room that arrived after it was closed: kept, should the chair let the room vote on. */
export function late(item: OutboxItem): item is OutboxItem<"ballot.cast"> {
  if (item.name !== "ballot.cast" || item.state.value !== "refused" || !onTheme(item)) return false;
  return tooLate(item);
}

export const tooLate = (item: OutboxItem): boolean => ["wrong_phase", "closed"].includes(item.reply.value?.refused ?? "");

/** The card was hidden or taken back between the tap and its arrival: the dot was never spent. */
function sentence(item: OutboxItem): string | undefined {
  const reply = item.reply.value;
  if (reply?.refused === "not_found" && item.name === "ballot.cast") return t(onTheme(item) ? "poll.gone" : "vote.gone");
  if (reply?.refused === "not_found" && item.name === "reaction.set") return t("card.gone");
  return reply?.refused !== undefined ? reply.say : undefined;
}
