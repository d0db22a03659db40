/* A link that would make this browser somebody: the question comes in a file of its own. */
import { wholeBook } from "../core/strings";
import { started } from "../core/started";
import type { Text } from "../core/types";

/** Tries, and ms between them. */
const TRIES = 5;
const AGAIN = 2_000;

type Asks = { ask(root: Element, title?: Text): Promise<void> };

/** Resolves once it is answered. Where the question cannot be had, the page goes on as it was: never unasked. */
export async function question(root: Element, asks: () => Promise<Asks>, title?: Text): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      const [{ ask }] = await Promise.all([asks(), wholeBook()]);
      started();
      return await ask(root, title);
    } catch {
      if (tries === TRIES) return;
      await new Promise((go) => setTimeout(go, AGAIN));
    }
  }
}
