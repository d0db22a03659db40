/* What waits in the outbox, by what it is about: a vote on its way must not have the cards worked out anew. */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { Done, OutboxItem } from "../core/client";
import { use } from "./world";

const kept = new Map<string, ReadonlySignal<readonly OutboxItem[]>>();

/** The items of commands that begin so ("card."); the same list while it holds the same items. */
export function sent(beginning: string): readonly OutboxItem[] {
  let it = kept.get(beginning);
  if (!it) {
    let last: readonly OutboxItem[] = [];
    it = computed(() => {
      const now = use().client.outbox.value.filter(({ name }) => name.startsWith(beginning));
      return (last = now.length === last.length && now.every((one, i) => one === last[i]) ? last : now);
    });
    kept.set(beginning, it);
  }
  return it.value;
}

/** Is the record that this item made on show already? Its answer may wait for more than that one record. */
export function there(item: OutboxItem, type: "card" | "reply"): boolean {
  const made = item.state.value === "saved" ? (item.reply.value as Done | undefined)?.ok[type] : undefined;
  return made !== undefined && use().client.one(`${type}:${Number(made)}`).value !== undefined;
}
