/* Who came twice: people of one name and organisation, so that two rows of one person are found. */
import type { Person } from "../core/types";
import { key } from "../core/words";

/** Those who share a name and an organisation, each time two or more; who came first is first. */
export function doubles(people: readonly Person[]): Person[][] {
  return alike(people.filter(counts), (one) => `${key(one.name)}|${one.org ?? ""}|${key(one.org_other ?? "")}`, 2);
}

export const counts = (one: Person): boolean => !one.removed && one.role !== "chair" && one.same == null;

/** Those of whom `by` says the same, each time `least` or more: the largest first, in each who came first. */
export function alike(people: readonly Person[], by: (one: Person) => string | undefined, least: number): Person[][] {
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
