/** In the chair's preview the page is drawn from a draft that no other screen has heard of yet. */
import { signal } from "@preact/signals";
import type { Vision } from "../core/types";

export type Draft = Pick<Vision, "sort" | "langs" | "theme">;

/** `?draft`: a frame of the chair's page, which waits to be told what to show. */
const DRAFT = "draft";
export const drafting = typeof location !== "undefined" && new URLSearchParams(location.search).has(DRAFT);

export const draft = signal<Draft | undefined>(undefined);

// From the first line on: the page around us speaks as soon as this one is loaded. It says again whatever changes.
if (drafting)
  addEventListener("message", (event: MessageEvent<{ draft?: Draft } | null>) => {
    const ours = event.source === parent && parent !== window && event.origin === location.origin;
    if (ours && event.data?.draft) draft.value = event.data.draft;
  });
