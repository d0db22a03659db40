/* A person's organisation in words: the list's, or their own where it is not on the list. */
import type { Person } from "../core/client";
import { both } from "../ui/bits";
import type { Room } from "./room";

export function orgOf(room: Room, person: Person): string {
  if (person.org_other) return person.org_other;
  return both(room.client.all("org").value.find((org) => org.id === person.org));
}
