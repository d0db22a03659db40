/* At the door: what is shown rarely, in a file of its own. */
import { signal } from "@preact/signals";
import { wholeBook } from "../core/strings";
import { later } from "./later";

/** Somebody of this name is here already. Is that you? */
export const question = signal<{ say: string; yes: () => void; no: () => void } | undefined>(undefined);

export const atDoor = later(async () => {
  const [{ Asked, Shut, Waits }] = await Promise.all([import("./porch"), wholeBook()]);
  return { asked: Asked, shut: Shut, waits: Waits };
});
