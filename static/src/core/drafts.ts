/** Texts being typed. Written through at each change, so that a reload, a crash or a refusal loses nothing. */
import { effect, type Signal, signal } from "@preact/signals";
import type { Store } from "./store";

export type Drafts = {
  draft(id: string): Signal<string>;
  /** From now on another person's drafts: nobody reads what the one before them typed on a shared device. */
  turn(prefix: string): void;
};

export function openDrafts(store: Store, prefix: string): Drafts {
  const open = new Map<string, Signal<string>>();
  return {
    draft(id) {
      const key = `${prefix}${id}`;
      let text = open.get(key);
      if (!text) {
        open.set(key, (text = signal(store.get(key) ?? "")));
        keep(store, key, text);
      }
      return text;
    },
    turn(next) {
      prefix = next;
    },
  };
}

function keep(store: Store, key: string, text: Signal<string>): void {
  effect(() => {
    if (text.value) store.set(key, text.value);
    else store.drop(key);
  });
}
