/** Bodies that one person alone has come from: with twenty bodies and thirty people, a body's name is nearly a person's. */
import type { Org, Person, Text } from "../core/client";
import { key } from "../core/words";

export interface Few {
  /** Names of the bodies with one person. */
  names: Text[];
  /** How many bodies have anybody here. */
  bodies: number;
  people: number;
}

/** So many bodies in the list of a new workshop are many: some will send one person. */
export const MANY = 8;

/** What people wrote themselves counts as a body by its words. A dash or nothing names none. */
export function few(people: readonly Person[], orgs: readonly Org[]): Few {
  const here = people.filter((person) => !person.removed && person.role !== "chair");
  const name = new Map(orgs.map((org) => [org.id, { lo: org.lo, en: org.en }]));
  const bodies = new Map<string, { name: Text; n: number }>();
  for (const person of here) {
    const known = person.org == null ? undefined : name.get(person.org);
    const own = person.org_other ?? "";
    const id = known ? `org:${person.org}` : key(own);
    if (!known && !id) continue;
    const body = bodies.get(id) ?? { name: known ?? { lo: own, en: own }, n: 0 };
    bodies.set(id, { ...body, n: body.n + 1 });
  }
  const alone = [...bodies.values()].filter((body) => body.n === 1);
  return { names: alone.map((body) => body.name), bodies: bodies.size, people: here.length };
}
