/** Which question about counting is open: how one theme is counted, by which rule all are, or the whole room's vote. */
import { signal } from "@preact/signals";
import { t, type Command, type Counting, type Id, type Round, type Vision } from "../../core/client";
import type { Room } from "../room";

export type Ask = { what: "theme"; theme: Id } | { what: "rule" } | { what: "poll"; again?: boolean };

export const asked = signal<Ask | undefined>(undefined);
export const ask = (it: Ask): void => {
  asked.value = it;
};

export const visionOf = (room: Room): Vision | undefined => room.client.all("vision").value[0];

/** The plenary's newest round; none before there was one. */
export function pollOf(room: Room): Round | undefined {
  const id = visionOf(room)?.round ?? null;
  return id === null ? undefined : room.client.all("round").value.find((round) => round.id === id);
}

/** Why this cannot be done by whoever looks, or null. The theme team's helpers read it all and choose nothing. */
export const whyNot = (room: Room, command: Command): string | null => {
  if (room.client.may(command)) return null;
  return t(room.workshop.value?.state === "closed" ? "err.closed" : "err.not_allowed");
};

/** What another rule would show, before it is chosen. Another k is for the server to count. */
export const asIf = (vision: Vision, counting: Counting): Vision => ({ ...vision, counting });
