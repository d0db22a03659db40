/**
 * Near-duplicates across groups, for the theme team: clusters of cards, each with the words that show why. Kept between
 * calls is what was read, so that a card more costs little more than itself. Runs in a worker of its own (gather.worker.ts).
 */
import { cluster, type Cluster } from "./cluster";
import { Counter, Index } from "./likeness";
import { inCommon, read, type Read, saying } from "./shared";
import { LEAST } from "./similar";
import { NO_SYNONYMS, readSynonyms } from "./terms";

export interface Item {
  id: number;
  text: string;
  kind: string;
  group: number;
}
/** Where in a text a word stands: from, to. */
export type Span = [number, number];
export interface Gathered {
  /** The card most like the others first, then by id. */
  ids: number[];
  score: number;
  /** Of each of the ids: where the words stand that others of them say too. */
  spans: Span[][];
}
export interface Wanted {
  items: readonly Item[];
  /** Sets of ids of which no two are gathered again. */
  apart: readonly (readonly number[])[];
  synonyms: readonly (readonly string[])[];
  least?: number;
}

/** What changed since the last turn. */
export interface Told {
  turn: number;
  puts: Item[];
  drops: number[];
  apart: readonly (readonly number[])[];
  synonyms: readonly (readonly string[])[];
}
export interface Gatherer {
  /** Best first: the widest, then the most alike. What one group said twice is its own matter. */
  gather(wanted: Wanted): Gathered[];
  /** Whole comparisons of two texts in the last call. */
  compared(): number;
}

/** A word is shown when so large a part of the others says it. */
const COMMON = 0.34;

interface Kept {
  items: Item[];
  apart: string;
  least: number;
  found: Gathered[];
}

export function openGather(): Gatherer {
  let counter = new Counter(NO_SYNONYMS);
  let known = "[]";
  let reads = new Map<string, Read>();
  const kinds = new Map<string, Kept>();
  let compared = 0;

  const readOf = (text: string): Read => {
    let found = reads.get(text);
    if (!found) reads.set(text, (found = read(text, counter.synonyms)));
    return found;
  };
  const tell = (items: readonly Item[], { members, centre, score }: Cluster): Gathered => {
    const texts = members.map((at) => readOf(items[at]!.text));
    const said = saying(texts);
    const spans = texts.map((text) =>
      inCommon(text, said)
        .filter(({ times }) => times >= COMMON * (texts.length - 1))
        .map(({ at, word }): Span => [at, at + word.length]),
    );
    const first = members.indexOf(centre);
    const order = [first, ...members.keys()].filter((at, n) => n === 0 || at !== first);
    return { ids: order.map((at) => items[members[at]!]!.id), score, spans: order.map((at) => spans[at]!) };
  };
  const gatherKind = (items: Item[], refused: Refused, least: number): Gathered[] => {
    const texts = items.map(({ text }) => text);
    const profiles = texts.map((text) => counter.of(text));
    const index = new Index(texts, profiles, counter.size);
    const apart = (a: number, b: number) => refused.has(items[a]!.id, items[b]!.id);
    const found = cluster(index, least, refused.any ? apart : undefined).filter(({ members }) => new Set(members.map((at) => items[at]!.group)).size > 1);
    compared += index.compared;
    return found.map((one) => tell(items, one));
  };

  return {
    compared: () => compared,
    gather({ items, apart, synonyms, least = LEAST }) {
      compared = 0;
      const now = JSON.stringify(synonyms);
      if (now !== known) {
        known = now;
        counter = new Counter(synonyms.length ? readSynonyms(synonyms) : NO_SYNONYMS);
        reads.clear();
        kinds.clear();
      }
      const refused = readRefused(apart);
      const of = new Map<string, Item[]>();
      for (const item of [...items].sort((a, b) => a.id - b.id)) {
        const list = of.get(item.kind);
        if (list) list.push(item);
        else of.set(item.kind, [item]);
      }
      for (const kind of kinds.keys()) if (!of.has(kind)) kinds.delete(kind);
      for (const [kind, list] of of) {
        // A kind that nothing was done to is as it was.
        const kept = kinds.get(kind);
        const ofKind = refused.among(list);
        if (kept && kept.least === least && kept.apart === ofKind && sameItems(kept.items, list)) continue;
        kinds.set(kind, { items: list, apart: ofKind, least, found: gatherKind(list, refused, least) });
      }
      const texts = items.map(({ text }) => text);
      counter.keep(texts);
      if (reads.size > 2 * texts.length + 64) reads = new Map();
      const groups = new Map(items.map(({ id, group }) => [id, group]));
      const breadth = ({ ids }: Gathered) => new Set(ids.map((id) => groups.get(id))).size;
      return [...kinds.values()]
        .flatMap(({ found }) => found)
        .sort((a, b) => breadth(b) - breadth(a) || b.score - a.score || a.ids[0]! - b.ids[0]!);
    },
  };
}

interface Refused {
  any: boolean;
  has(a: number, b: number): boolean;
  /** Those that concern these items, as one text to be compared. */
  among(items: readonly Item[]): string;
}

function readRefused(sets: readonly (readonly number[])[]): Refused {
  const beside = new Map<number, Set<number>>();
  for (const ids of sets)
    for (const id of ids) {
      const others = beside.get(id);
      for (const other of ids) if (others) others.add(other);
      if (!others) beside.set(id, new Set(ids));
    }
  return {
    any: beside.size > 0,
    has: (a, b) => a !== b && (beside.get(a)?.has(b) ?? false),
    among: (items) => items.flatMap(({ id }) => (beside.has(id) ? `${id}:${[...beside.get(id)!].sort((a, b) => a - b).join()}` : [])).join(" "),
  };
}

const sameItems = (some: readonly Item[], others: readonly Item[]): boolean =>
  some.length === others.length &&
  some.every((one, at) => one.id === others[at]!.id && one.text === others[at]!.text && one.group === others[at]!.group);

// --- told bit by bit -------------------------------------------------------------------------------

/** The items as they were told, put together again. */
export function openStore() {
  const items = new Map<number, Item>();
  let rest: Pick<Wanted, "apart" | "synonyms"> = { apart: [], synonyms: [] };
  return {
    take({ puts, drops, apart, synonyms }: Told): void {
      for (const id of drops) items.delete(id);
      for (const item of puts) items.set(item.id, item);
      rest = { apart, synonyms };
    },
    wanted: (): Wanted => ({ items: [...items.values()], ...rest }),
  };
}
