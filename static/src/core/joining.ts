/**
 * The id of a wish to join. A second tap, a lost answer and a reload in between are the same wish and must not make a
 * second person, so the id stays while the form does, until there is an answer.
 */
import { newId } from "./ids";
import { transient } from "./outbox";
import type { Store } from "./store";
import type { Reply } from "./types";

export async function joinOnce<R extends Reply>(store: Store, key: string, form: object, send: (id: string) => Promise<R>): Promise<R> {
  const text = JSON.stringify(form);
  const known = store.get(key) ?? "";
  const id = known.slice(known.indexOf(" ") + 1) === text ? known.slice(0, known.indexOf(" ")) : newId();
  store.set(key, `${id} ${text}`);
  const reply = await send(id);
  // A refusal is final for its id: joining again after the door opened is another wish.
  if (reply.refused !== "offline" && !transient(reply)) store.drop(key);
  return reply;
}
