/* At the door: what is shown rarely, in a file of its own. */
import { signal } from "@preact/signals";
import { wholeBook } from "../core/strings";
import { later } from "./later";

/** Somebody of this name is here already. Is that you? */
export const question = signal<{ say: string; yes: () => void; no: () => void } | undefined>(undefined);

/** Whoever was logged out comes in again by the personal code, and is not asked for a name. */
export const byCode = signal(false);

export const atDoor = later(async () => {
  const [{ Asked, Ended, Shut, Used, Waits }] = await Promise.all([import("./porch"), wholeBook()]);
  return { asked: Asked, ended: Ended, shut: Shut, used: Used, waits: Waits };
});
