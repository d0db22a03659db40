/* What came back and has no place on the board to say its sentence: it is said in passing, and the tap is taken back. */
import { effect } from "@preact/signals";
import type { Client, OutboxItem } from "../core/client";
import { t } from "../core/strings";
import { toast } from "../ui/toast";

export function sayRefusals(client: Client): void {
  effect(() => {
    for (const item of client.outbox.value) {
      if (item.state.value !== "refused" || "text" in item.data) continue;
      if (item.name === "ballot.hand_in") continue; // leader/table/handed.ts tells whose it was
      const say = sentence(item);
      if (say) toast(say);
      client.dismiss(item.id);
    }
  });
}

/** The card was hidden or taken back between the tap and its arrival: the dot was never spent. */
function sentence(item: OutboxItem): string | undefined {
  const reply = item.reply.value;
  if (reply?.refused === "not_found" && item.name === "ballot.cast") return t("vote.gone");
  if (reply?.refused === "not_found" && item.name === "reaction.set") return t("card.gone");
  return reply && "say" in reply ? String(reply.say) : undefined;
}
