/* What waits in the outbox, by what it is about: a vote on its way must not have the cards worked out anew. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { type Command, type OutboxItem, pageClient } from "../core/client";

const kept = new Map<string, ReadonlySignal<readonly OutboxItem[]>>();

/** The items of the commands whose names begin so ("card."). */
export type Begun<B extends string> = OutboxItem<Extract<Command, `${B}${string}`>>;

/** They are the same list while it holds the same items. */
export function sent<B extends string>(beginning: B): readonly Begun<B>[] {
  let it = kept.get(beginning);
  if (!it) {
    let last: readonly OutboxItem[] = [];
    it = computed(() => {
      const now = pageClient().outbox.value.filter(({ name }) => name.startsWith(beginning));
      return (last = now.length === last.length && now.every((one, i) => one === last[i]) ? last : now);
    });
    kept.set(beginning, it);
  }
  return it.value as readonly Begun<B>[];
}

/** Is the record that this item made on show already? Its answer may wait for more than that one record. */
export function there(item: OutboxItem<"card.post" | "reply.post">): boolean {
  const reply = item.reply.value;
  if (item.state.value !== "saved" || reply?.refused !== undefined || !reply) return false;
  const key = "card" in reply.ok ? `card:${reply.ok.card}` : `reply:${reply.ok.reply}`;
  return pageClient().one(key).value !== undefined;
}
