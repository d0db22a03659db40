/**
 * A small world for seeded trials: dice, a clock held in the hand, a phone's storage shared by its tabs; and records as
 * the server sends them, typed by the wire, with what the test is about.
 */
import type { Card, Command, Deed, Person, Presentation, RecordTypes, Submission, Theme } from "../../static/src/core/wire";
import type { Clock } from "../../static/src/core/time";
import { openStore, type Store } from "../../static/src/core/store";

/** mulberry32: the same seed, the same throws. */
export class Dice {
  constructor(private state: number) {}

  roll(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  below(n: number): number {
    return Math.floor(this.roll() * n);
  }

  chance(p: number): boolean {
    return this.roll() < p;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }
}

/** Time passes only in `run`; promises settle between any two events. */
export class HandClock implements Clock {
  private time = 1_000_000;
  private readonly queue: { at: number; does: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(ms: number, does: () => void): () => void {
    const event = { at: this.time + ms, does };
    this.queue.push(event);
    return () => {
      const at = this.queue.indexOf(event);
      if (at >= 0) this.queue.splice(at, 1);
    };
  }

  /** Time passes and no timer rings. */
  sleep(ms: number): void {
    this.time += ms;
  }

  async run(ms: number): Promise<void> {
    const until = this.time + ms;
    for (;;) {
      await new Promise((go) => setImmediate(go));
      let first: (typeof this.queue)[number] | undefined;
      for (const event of this.queue) if (!first || event.at < first.at) first = event;
      if (!first || first.at > until) break;
      this.queue.splice(this.queue.indexOf(first), 1);
      this.time = Math.max(this.time, first.at);
      first.does();
    }
    this.time = until;
  }
}

/** One origin's storage. Each tab opens it for itself and hears, a little later, what the others changed. */
export class Disk {
  readonly map = new Map<string, string>();
  private readonly tabs = new Set<Tab>();
  full = false;

  constructor(private readonly clock: Clock) {}

  tab(): Store & { close(): void } {
    const tab: Tab = { heard: [] };
    const change = (key: string, value: string | null): void => {
      if ((this.map.get(key) ?? null) === value) return; // as browsers do: no event without a change
      if (value === null) this.map.delete(key);
      else this.map.set(key, value);
      for (const other of this.tabs)
        if (other !== tab) this.clock.after(5, () => this.tabs.has(other) && other.heard.forEach((h) => h(key, value)));
    };
    const disk = {
      getItem: (key: string) => this.map.get(key) ?? null,
      setItem: (key: string, value: string) => {
        if (this.full) throw new Error("QuotaExceededError");
        change(key, value);
      },
      removeItem: (key: string) => change(key, null),
      key: (i: number) => [...this.map.keys()][i] ?? null,
      length: 0,
    };
    Object.defineProperty(disk, "length", { get: () => this.map.size });
    this.tabs.add(tab);
    const store = openStore(disk as unknown as Storage);
    return { ...store, watch: (h) => void tab.heard.push(h), close: () => void this.tabs.delete(tab) };
  }
}
type Tab = { heard: ((key: string, value: string | null) => void)[] };

/** So much of a record as a test needs, of a type that travels and with its fields alone. */
export type Part = { [T in keyof RecordTypes]: { type: T } & Partial<RecordTypes[T]> }[keyof RecordTypes];

const NO_WORDS = { lo: "", en: "" };

export const card = (id: number, more: Partial<Card> = {}): Card => ({
  key: `card:${id}`, type: "card", id, board: 1, group: 1, org: null, kind: "problem", text: `card ${id}`, lang: "en",
  answers: null, into: null, hidden: false, pending: false, reworded: false, paper: false, edited: false, ...more,
});

export const person = (id: number, more: Partial<Person> = {}): Person => ({
  key: `person:${id}`, type: "person", id, name: `Person ${id}`, org: 1, org_other: "", role: "participant", group: 1,
  removed: false, seated: false, waiting: false, ...more,
});

/** Of whoever was sent out no more is told than what is so. */
export const sentOut = (id: number, name: string): Person => ({ key: `person:${id}`, type: "person", id, name, org: 1, removed: true });

export const theme = (id: number, more: Partial<Theme> = {}): Theme => ({
  key: `theme:${id}`, type: "theme", id, title: NO_WORDS, colour: 0, position: id, parked: false, joined: [], cards: 0, groups: [],
  votes: 0, hands: 0, numbers: { sum: 0, average: 0, top: 0, fresh: null }, ...more,
});

export const deed = (id: number, name: Command, more: Partial<Deed> = {}): Deed => ({
  key: `deed:${id}`, type: "deed", id, name, at: id, by: 1, group: null, undone: false, says: {}, ...more,
});

export const submission = (number: number, more: Partial<Submission> = {}): Submission => ({
  key: `submission:${number}`, type: "submission", id: number, board: 1, group: 1, number, at: number, cards: [], summary: NO_WORDS,
  changes: null, people: null, ...more,
});

export const presentation = (id: number, cards: readonly number[], more: Partial<Presentation> = {}): Presentation => ({
  key: `presentation:${id}`, type: "presentation", id, board: id, group: 1, at: 0, card: null, summary: NO_WORDS,
  cards: cards.map((one) => ({ card: one, kind: "problem", text: `card ${one}`, lang: "en", answers: null, to: null, votes: 0, hands: 0, merged: 0 })),
  ...more,
});
