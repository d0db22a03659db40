/** A list as it is drawn: cards, under a heading of their group where they come group by group. */
import type { Card, Id, Source } from "../../core/client";

export type Slip = Card | Source;
export type Item = { key: string; group: Id; slip?: Slip; at: number };

/** `at` is the card's place among the cards, headings not counted; of a heading, that of its first card. */
export function itemsOf(slips: readonly Slip[], byGroup: boolean): Item[] {
  const items: Item[] = [];
  const times = new Map<Id, number>();
  let group: Id | undefined;
  slips.forEach((slip, at) => {
    if (byGroup && slip.group !== group) {
      group = slip.group;
      const nth = times.get(group) ?? 0;
      times.set(group, nth + 1);
      items.push({ key: `g${group}.${nth}`, group, at });
    }
    items.push({ key: String(slip.id), group: slip.group, slip, at });
  });
  return items;
}

export interface Section {
  /** The key of its heading. */
  key: string;
  group: Id;
  items: Item[];
}

/** The drawn part of a list, cut at the headings. What begins amid a group belongs to the heading above it. */
export function sectionsOf(items: readonly Item[], from: number, to: number): Section[] {
  const found: Section[] = [];
  let head = from;
  while (head > 0 && items[head]?.slip) head--;
  for (let i = from; i < to; i++) {
    const item = items[i]!;
    if (!item.slip) found.push({ key: item.key, group: item.group, items: [] });
    else {
      if (found.length === 0) found.push({ key: items[head]!.key, group: item.group, items: [] });
      found.at(-1)!.items.push(item);
    }
  }
  return found;
}
