/**
 * Who is looking. Each server process tells its own: the sum of what was heard lately is the room; and where people of
 * a table are is the best that any process said, told to its leader and the chair alone.
 */
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Clock } from "./time";
import type { Heads } from "./types";

/** The better first: a person with two devices is where the better one is. Who is spoken of nowhere has left. */
const SIGHTS = ["here", "behind", "asleep", "left"] as const;
export type Sight = (typeof SIGHTS)[number];

export type Presence = {
  /** Has a process told how many there are? Until then a zero means nothing. */
  counted: boolean;
  groups: Record<string, number>;
  people: number;
  screens: number;
  /** Person id -> where they are. Empty for whoever may not know. */
  here: Readonly<Record<string, Sight>>;
  /** The worst that a process said of the room on its disk; the chair alone is told, and only while it is short. */
  disk?: Room;
};
type Room = { disk: "low" | "full"; free_mb: number };
type Disk = { node: string; disk: Room["disk"] | "ok"; free_mb: number };
type Counts = { node: string; groups: Record<string, number>; people: number; screens: number };
type Table = { node: string; group: number | null; here: Record<string, Sight> };
export type PresenceOf = Counts | Table | Disk;

/** A process that stopped speaking is forgotten after this, ms. */
const FORGET = 30_000;
/** Every process speaks of every table within this; until then, what was heard before the connection ended stands, ms. */
const ROUND = 12_000;
/** And then, as the server does with a phone that dropped out, so long they are asleep, ms. */
const GRACE = 45_000;

export type PresenceDesk = {
  presence: ReadonlySignal<Presence>;
  hear(news: PresenceOf, now: number): void;
  /**
   * The connection ended: a restarted server counts the same people under a new name, and knows nobody until they came
   * again. What was shown stays till then.
   */
  forget(now: number): void;
};

export function openPresence(): PresenceDesk {
  const nodes = new Map<string, { news: Counts; until: number }>();
  const tables = new Map<string, { here: Record<string, Sight>; until: number }>();
  const disks = new Map<string, { room: Room; until: number }>();
  const presence = signal<Presence>({ counted: false, groups: {}, people: 0, screens: 0, here: {} });
  let parted = false;

  function remember(now: number): void {
    const was = presence.value.here;
    const seen = Object.keys(was).filter((who) => was[who] !== "left");
    tables.clear();
    tables.set("before", { here: was, until: now + ROUND });
    tables.set("since", { here: Object.fromEntries(seen.map((who) => [who, "asleep"])), until: now + GRACE });
  }

  return {
    presence,
    forget(now) {
      nodes.clear();
      // Several losses in a row are one: what is remembered from before must not be kept young by them.
      if (!parted) remember(now);
      parted = true;
    },
    hear(news, now) {
      if ("disk" in news) {
        if (news.disk === "ok") disks.delete(news.node);
        else disks.set(news.node, { room: { disk: news.disk, free_mb: news.free_mb }, until: now + FORGET });
      } else if ("here" in news) {
        tables.set(`${news.node} ${news.group}`, { here: news.here, until: now + FORGET });
        parted = false;
      } else nodes.set(news.node, { news, until: now + FORGET });
      for (const old of [nodes, tables, disks]) for (const [key, { until }] of old) if (now > until) old.delete(key);
      const sum = [...nodes.values()].map(({ news }) => news).reduce(add, { groups: {}, people: 0, screens: 0 });
      const here = [...tables.values()].map(({ here }) => here).reduce(best, {});
      const rooms = [...disks.values()].map(({ room }) => room).sort((one, other) => one.free_mb - other.free_mb);
      const disk = rooms.find((room) => room.disk === "full") ?? rooms[0];
      presence.value = { ...sum, counted: nodes.size > 0, here, ...(disk && { disk }) };
    },
  };
}

type Sum = Omit<Presence, "here" | "counted" | "disk">;

function add(sum: Sum, more: Counts): Sum {
  const groups = { ...sum.groups };
  for (const [group, n] of Object.entries(more.groups ?? {})) groups[group] = (groups[group] ?? 0) + n;
  return { groups, people: sum.people + (more.people ?? 0), screens: sum.screens + (more.screens ?? 0) };
}

function best(known: Record<string, Sight>, more: Record<string, Sight>): Record<string, Sight> {
  const here = { ...known };
  for (const [who, sight] of Object.entries(more)) {
    const earlier = here[who];
    if (!earlier || SIGHTS.indexOf(sight) < SIGHTS.indexOf(earlier)) here[who] = sight;
  }
  return here;
}

/** What this phone says of itself, for its leader to know whether it keeps up. */
export type Upkeep = {
  /** The server said where its streams stand: say so once all of it is here. */
  told(heads: Heads): void;
  /** Records came. */
  look(): void;
  /** The connection ended, and with it what was asked. */
  forget(): void;
};

export function openUpkeep(reached: (heads: Heads) => boolean, keepsUp: () => void): Upkeep {
  let owed: Heads | undefined;
  const look = (): void => {
    if (!owed || !reached(owed)) return;
    owed = undefined;
    keepsUp();
  };
  return {
    told(heads) {
      owed = heads;
      look();
    },
    look,
    forget() {
      owed = undefined;
    },
  };
}

/** Words that wait for longer than this are worth telling, ms; a vote that takes a blink costs no frame. */
const STUCK = 5_000;

/** Says how many wishes wait once they have waited, and that none does any more. */
export function tellStuck(waiting: ReadonlySignal<number>, clock: Clock, say: (waiting: number) => void): void {
  let said = 0;
  let disarm: (() => void) | undefined;
  effect(() => {
    const now = waiting.value;
    if (now) {
      disarm ??= clock.after(STUCK, () => say((said = waiting.peek())));
      return;
    }
    disarm?.();
    disarm = undefined;
    if (said) say((said = 0));
  });
}
