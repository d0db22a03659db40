/* What the list of people tells of many who came from one place. */
import type { Person } from "../core/client";
import { alike, counts } from "../ui/doubles";

/** Those who came by one phone: a neighbour's phone brings two in, so more than that are told. */
export function devices(people: readonly Person[]): Person[][] {
  return alike(people.filter(counts), (one) => one.device ?? undefined, 3);
}

/** Those who came from one address without a phone's page: by a script, or from before this was kept. */
export function scripts(people: readonly Person[]): Person[][] {
  return alike(people.filter((one) => counts(one) && one.device == null), (one) => one.origin ?? undefined, 2);
}

/** So many within so long from one address: no table of people types that fast, whatever their phones call themselves. */
const BURST = 10;
const WITHIN = 5_000;

/** Those who came from one address in a burst, by phones that say they are others. */
export function bursts(people: readonly Person[]): Person[][] {
  const phones = people.filter((one) => counts(one) && one.device != null);
  return alike(phones, (one) => one.origin ?? undefined, BURST).flatMap((list) => {
    const at = (i: number) => list[i]?.came ?? Infinity;
    const fast = new Set<Person>();
    for (let i = 0; i < list.length; i++)
      if (at(i + BURST - 1) - at(i) <= WITHIN) list.slice(i, i + BURST).forEach((one) => fast.add(one));
    return fast.size ? [[...fast]] : [];
  });
}
