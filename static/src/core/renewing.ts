/**
 * "Log my other phones out": every token of this person ends, and this page goes on by the one in the answer. An answer may
 * be lost on its way; then the same wish is sent again beside the connection, as who this page was when it asked: the
 * server answers a wish that it knows before it asks who sends it.
 */
import { transient } from "./outbox";
import type { Clock } from "./time";
import type { Reply } from "./types";

const AGAIN = 500;

export type Ways<R extends Reply> = {
  /** On the connection, which alone goes on. Undefined: no answer came. */
  byLink(): Promise<R | undefined>;
  /** Beside it. */
  byHttp(): Promise<R | undefined>;
};

/** `whole`: the connection that asked is as it was. */
export async function renewed<R extends Reply>(ways: Ways<R>, clock: Clock, patience: number): Promise<{ reply: R | undefined; whole: boolean }> {
  const until = clock.now() + patience;
  let whole = true;
  for (;;) {
    const reply = await (whole ? ways.byLink() : ways.byHttp());
    if (reply && !transient(reply)) return { reply, whole };
    if (!reply) whole = false;
    if (clock.now() >= until) return { reply, whole };
    const wait = reply?.refused === undefined ? AGAIN : 1_000 * (reply.retry_after ?? AGAIN / 1_000);
    await new Promise<void>((go) => clock.after(wait, go));
  }
}
