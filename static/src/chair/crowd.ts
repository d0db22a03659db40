/* What the list of people tells of who came twice, and of many who came from one place. */
import type { Person } from "../core/client";
import { key } from "../core/words";

/** Those who share a name and an organisation, each time two or more; who came first is first. */
export function doubles(people: readonly Person[]): Person[][] {
  return many(people.filter(counts), (one) => `${key(one.name)}|${one.org ?? ""}|${key(one.org_other)}`, 2);
}

/** Those who came by one phone: a neighbour's phone brings two in, so more than that are told. */
export function devices(people: readonly Person[]): Person[][] {
  return many(people.filter(counts), (one) => one.device ?? undefined, 3);
}

/** Those who came from one address without a phone's page: by a script, or from before this was kept. */
export function scripts(people: readonly Person[]): Person[][] {
  return many(people.filter((one) => counts(one) && one.device == null), (one) => one.origin ?? undefined, 2);
}

const counts = (one: Person) => !one.removed && one.role !== "chair" && one.same == null;

/** The largest first. */
function many(people: readonly Person[], by: (one: Person) => string | undefined, least: number): Person[][] {
  const found = new Map<string, Person[]>();
  for (const one of people) {
    const name = by(one);
    if (name === undefined) continue;
    const list = found.get(name);
    if (list) list.push(one);
    else found.set(name, [one]);
  }
  const all = [...found.values()].filter((list) => list.length >= least);
  for (const list of all) list.sort((a, b) => (a.came ?? 0) - (b.came ?? 0) || a.id - b.id);
  return all.sort((a, b) => b.length - a.length);
}
