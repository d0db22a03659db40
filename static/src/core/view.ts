/** The replica as signals: one record per key over all streams, and one sorted list per type. */
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Shelves } from "./replica";
import type { Key, Nearness, Rec } from "./types";

/** The nearer the stream is to the reader, the more its record says; one's own card is known by being on `person:`. */
const NEARNESS: Nearness = { person: 0, chair: 1, team: 2, desk: 3, group: 4, workshop: 5, screen: 6 };

type Index = { records: Map<Key, Rec>; version: Signal<number>; list: ReadonlySignal<readonly Rec[]> };

const typeOf = (key: Key): string => key.slice(0, key.indexOf(":"));
const nearness = (stream: string): number => NEARNESS[typeOf(stream) as keyof Nearness] ?? Object.keys(NEARNESS).length;
const byId = (a: Rec, b: Rec): number =>
  typeof a.id === "number" && typeof b.id === "number" ? a.id - b.id : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

export class View {
  private readonly types = new Map<string, Index>();
  private readonly ones = new Map<Key, Signal<Rec | undefined>>();
  private readonly owns = new Map<Key, Signal<boolean>>();

  constructor(private readonly shelves: Shelves) {}

  all(type: string): ReadonlySignal<readonly Rec[]> {
    return this.index(type).list;
  }

  one(key: Key): ReadonlySignal<Rec | undefined> {
    let one = this.ones.get(key);
    if (!one) this.ones.set(key, (one = signal(this.index(typeOf(key)).records.get(key))));
    return one;
  }

  mine(key: Key): boolean {
    let own = this.owns.get(key);
    if (!own) this.owns.set(key, (own = signal(this.isOwn(key))));
    return own.value;
  }

  /** Look again at these keys, whatever changed about them, and tell readers once. */
  refresh(keys: Iterable<Key>): void {
    const near = [...this.shelves].sort(([a], [b]) => nearness(a) - nearness(b)).map(([, shelf]) => shelf.records);
    const changed = new Set<Index>();
    batch(() => {
      for (const key of keys) {
        const index = this.index(typeOf(key));
        const record = near.find((records) => records.has(key))?.get(key);
        if (record) index.records.set(key, record);
        else index.records.delete(key);
        changed.add(index);
        const one = this.ones.get(key);
        if (one) one.value = record;
        const own = this.owns.get(key);
        if (own) own.value = this.isOwn(key);
      }
      for (const { version } of changed) version.value++;
    });
  }

  private index(type: string): Index {
    let index = this.types.get(type);
    if (!index) {
      const records = new Map<Key, Rec>();
      const version = signal(0);
      // Sorting waits until somebody looks: a packet of 200 deltas costs one sort, an unseen type none.
      const list = computed(() => (version.value, [...records.values()].sort(byId)));
      this.types.set(type, (index = { records, version, list }));
    }
    return index;
  }

  private isOwn(key: Key): boolean {
    for (const [stream, { records }] of this.shelves)
      if (typeOf(stream) === "person" && records.has(key)) return true;
    return false;
  }
}
