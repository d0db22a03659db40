/** What one has begun to say of proposals: a title, cards left out, which are picked. It outlives their changes. */
import { signal } from "@preact/signals";
import type { Id, Text } from "../../core/client";
import type { Hint } from "./model";

export interface Draft {
  title?: Text;
  out: ReadonlySet<Id>;
  picked: boolean;
}
const NONE: Draft = { out: new Set(), picked: false };

/** By card: a proposal that loses or gains one is still the one that was being answered. */
const drafts = signal<ReadonlyMap<Id, Draft>>(new Map());

export function draftOf(hint: Hint): Draft {
  for (const id of hint.ids) {
    const found = drafts.value.get(id);
    if (found) return found;
  }
  return NONE;
}

export function setDraft(hint: Hint, part: Partial<Draft>): void {
  const after = new Map(drafts.value);
  const draft = { ...draftOf(hint), ...part };
  for (const id of hint.ids) after.set(id, draft);
  drafts.value = after;
}

export function dropDrafts(hints: readonly Hint[]): void {
  const after = new Map(drafts.value);
  for (const { ids } of hints) for (const id of ids) after.delete(id);
  drafts.value = after;
}

/** The cards that go along with an acceptance. */
export const chosenOf = (hint: Hint): Id[] => {
  const { out } = draftOf(hint);
  return hint.cards.flatMap(({ id }) => (out.has(id) ? [] : [id]));
};
export const titleOf = (hint: Hint): Text => draftOf(hint).title ?? hint.title;
