/** Giving commands from the chair's face: a refusal is said once, where everybody looks; what may pass is tried again. */
import type { Answer, Client, Command, Fields, Given } from "../core/client";
import { toast } from "../ui/toast";

const TRIES = 6;

/** Give a command; wait and try again when told "too fast" or "busy". `quiet` leaves the refusal to the caller. */
export async function act<N extends Command, D extends Fields<N>>(
  client: Client,
  name: N,
  data: Given<N, D>,
  quiet = false,
): Promise<Answer<N>> {
  for (let tries = 1; ; tries++) {
    const reply = await client.send<N, D>(name, data);
    if (reply.refused && reply.retry_after && tries < TRIES) {
      await new Promise((go) => setTimeout(go, reply.retry_after! * 1000));
      continue;
    }
    if (reply.refused && !quiet) toast(reply.say);
    return reply;
  }
}

/** The same command for many subjects, one after the other: a room of forty groups is more than one burst. */
export async function actOnEach<N extends Command, D extends Fields<N>>(
  client: Client,
  name: N,
  all: readonly Given<N, D>[],
): Promise<void> {
  for (const data of all) {
    const reply = await act<N, D>(client, name, data);
    if (reply.refused) return;
  }
}
