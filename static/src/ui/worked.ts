/* A theme's own sum, group by group, from its cards and what its number is of: nothing here but arithmetic. */
import type { Id, Source, Vision } from "../core/types";
import { decimal } from "./number";

export interface Share {
  group: Id;
  cards: number;
  /** Votes and hands of the theme's cards there. */
  weight: number;
  hands: number;
  /** Who took part there; 0 where no vote is closed. */
  people: number;
  /** Of its cards, those among their group's top. */
  top: number;
}

type Placed = Pick<Source, "group" | "votes" | "hands">;

/** One of each group that has a card in the theme, in the order of `groups`. */
export function shares(sources: readonly Placed[], vision: Pick<Vision, "of">, groups: readonly Id[]): Share[] {
  const found = new Map<Id, Share>();
  for (const { group, votes, hands } of sources) {
    const [people, least] = vision.of.groups[group] ?? [0, 0];
    const share = found.get(group) ?? { group, cards: 0, weight: 0, hands: 0, people, top: 0 };
    share.cards += 1;
    share.weight += votes + hands;
    share.hands += hands;
    // A tie at the last place counts all: whatever weighs as much as the least of the top is in it.
    if (votes + hands > 0 && least > 0 && votes + hands >= least) share.top += 1;
    found.set(group, share);
  }
  return groups.flatMap((id) => found.get(id) ?? []);
}

export const perPerson = ({ weight, people }: Share): number => (people ? weight / people : 0);

/** More terms than this are read in the table, not in a line. */
const TERMS = 6;

/** "(11/6 + 1/3) / 2 = 1.08"; nothing where it would be too long to read. */
export function sumLine(of: readonly Share[], vision: Pick<Vision, "counting" | "of">): string {
  const { counting, of: whole } = vision;
  const told = of.filter(({ weight, people }) => weight > 0 && people > 0);
  if (!told.length || told.length > TERMS) return "";
  const add = (each: (share: Share) => string | number) => told.map(each).join(" + ");
  const total = (each: (share: Share) => number) => told.reduce((sum, share) => sum + each(share), 0);
  if (counting === "sum") return `${add(({ weight }) => weight)} = ${total(({ weight }) => weight)}`;
  if (counting === "top") return `${add(({ top }) => top)} = ${total(({ top }) => top)}`;
  if (counting !== "average" || !whole.closed) return "";
  const average = total(perPerson) / whole.closed;
  return `(${add(({ weight, people }) => `${weight}/${people}`)}) / ${whole.closed} = ${decimal(average)}`;
}

/** The closed groups that gave this theme nothing: each is a nought in the average. */
export const noughts = (of: readonly Share[], vision: Pick<Vision, "of">): number =>
  vision.of.closed - of.filter(({ weight, people }) => weight > 0 && people > 0).length;
