/* The chair has answered the table's call: said wherever on the phone the leader is, or it would only vanish. */
import { effect, untracked } from "@preact/signals";
import type { Id } from "../core/client";
import { t } from "../core/strings";
import { toast } from "../ui/toast";
import { use } from "../phone/world";

let watching = false;

export function watchAnswers(): void {
  if (watching) return;
  watching = true;
  const { client, board, leads } = use();
  let waiting = new Set<Id>();
  effect(() => {
    const at = board.value?.id;
    if (!leads.value || at === undefined) return waiting.clear();
    const calls = client.all("call").value.filter((one) => one.board === at);
    // What the table took back itself is gone; what the chair has answered is there, and closed.
    const answered = calls.some((one) => !one.open && waiting.has(one.id));
    waiting = new Set(calls.filter((one) => one.open).map((one) => one.id));
    if (answered) untracked(() => toast(t("call.chair_answered")));
  });
}
