/* A leader's command is answered at once or says why not; it does not wait in the outbox: the room has moved on by then. */
import type { Command, Fields, Given } from "../core/client";
import { t } from "../core/strings";
import { toast } from "../ui/toast";
import { use } from "../phone/world";

/** True when it was done. `done` is said with Undo when `undo` is given. */
export async function give<N extends Command, D extends Fields<N>>(
  name: N,
  data: Given<N, D>,
  done?: { say: string; undo?: () => void },
): Promise<boolean> {
  const reply = await use().client.send<N, D>(name, data);
  if (reply.refused !== undefined) {
    toast(reply.say);
    return false;
  }
  if (done) toast(done.say, done.undo ? { label: t("act.undo"), act: done.undo } : undefined);
  return true;
}
