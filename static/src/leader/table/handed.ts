/*
 * Handing in a seated person's ballot, and what this device remembers of it: that, never how.
 *
 * With a connection a ballot goes straight to the server and is never written down here. Without one it has to wait, and
 * then it waits in the outbox like all that waits: on this device's storage, readable by whoever takes the device apart,
 * until the moment it is sent. The voter is told so before they hand the device back. A ballot that comes back is
 * forgotten at once; only whose it was is kept, so that they can be asked to vote again.
 */
import { effect, untracked } from "@preact/signals";
import type { Id, Key, OutboxItem, Round } from "../../core/client";
import { sent } from "../../phone/sent";
import type { Value } from "../../methods/wire";
import { use } from "../../phone/world";

export type Handed = { waits: boolean } | { refused: string };
export type Mark = "handed" | "waits" | "back";

const NAME = "ballot.hand_in";

/** A whole ballot in its method's form. */
export type Whole = { dots: Record<Key, number> } | { values: Record<Key, Value> };

export async function handIn(round: Round, person: Id, ballot: Whole): Promise<Handed> {
  const { client } = use();
  const data = { round: round.id, person, ...ballot };
  // An older one that still waits is out of date; one just leaving must arrive first, so this one queues behind it.
  const before = waiting(person).filter((item) => item.state.value === "sending" || !client.dismiss(item.id));
  if (client.status.value.online && !before.length) {
    const reply = await client.send(NAME, data);
    if (reply.refused === undefined) return remember(round.id, person, { waits: false });
    if (reply.refused !== "offline") return { refused: reply.say };
  }
  client.post(NAME, data);
  return remember(round.id, person, { waits: true });
}

/** What the list says of a person: handed in from this device, still waiting here, or come back with a sentence. */
export function markOf(round: Id, person: Id): { mark: Mark; say?: string } | undefined {
  if (waiting(person).some((item) => item.data.round === round)) return { mark: "waits" };
  const note = notes(round)[person];
  return note === undefined ? undefined : note === "" ? { mark: "handed" } : { mark: "back", say: note };
}

/** Whose ballots came back from waiting here. */
export const cameBack = (round: Id): Id[] =>
  Object.entries(notes(round))
    .filter(([, note]) => note !== "")
    .map(([person]) => Number(person));

const waiting = (person: Id): OutboxItem<typeof NAME>[] =>
  sent(NAME).filter(({ data, state }) => data.person === person && ["waiting", "sending"].includes(state.value));

/** person -> "" when handed in, or the sentence it came back with. */
type Notes = Record<number, string>;
const kept = (round: Id) => use().client.draft(`table.handed.${round}`);

function notes(round: Id): Notes {
  try {
    return JSON.parse(kept(round).value || "{}") as Notes;
  } catch {
    return {};
  }
}

function remember<T>(round: Id, person: Id, answer: T, note = ""): T {
  kept(round).value = JSON.stringify({ ...notes(round), [person]: note });
  return answer;
}

let watching = false;

/** From now on: a ballot that comes back from the outbox is wiped, and its voter's line says so. */
export function watchHandIns(): void {
  if (watching) return;
  watching = true;
  const { client } = use();
  effect(() => {
    for (const item of sent(NAME)) {
      if (item.state.value !== "refused") continue;
      const reply = item.reply.value;
      untracked(() => {
        remember(item.data.round, item.data.person, null, reply?.refused !== undefined ? reply.say : "…");
        client.dismiss(item.id);
      });
    }
  });
}
