import { signal } from "@preact/signals";

export const hintsOpen = signal(false);
