/** Who is looking: each server process tells its own counts; the sum of what was heard lately is the room. */
import { type ReadonlySignal, signal } from "@preact/signals";

export type Presence = { groups: Record<string, number>; people: number; screens: number };
export type PresenceOf = Presence & { node: string };

/** A process that stopped speaking is forgotten after this, ms. */
const FORGET = 30_000;

export type PresenceDesk = {
  presence: ReadonlySignal<Presence>;
  hear(news: PresenceOf, now: number): void;
  /** The connection ended: a restarted server counts the same people under a new name. What was shown stays till then. */
  forget(): void;
};

export function openPresence(): PresenceDesk {
  const nodes = new Map<string, { news: PresenceOf; at: number }>();
  const presence = signal<Presence>({ groups: {}, people: 0, screens: 0 });
  return {
    presence,
    forget: () => nodes.clear(),
    hear(news, now) {
      nodes.set(news.node, { news, at: now });
      for (const [node, { at }] of nodes) if (now - at > FORGET) nodes.delete(node);
      presence.value = [...nodes.values()].map(({ news }) => news).reduce(add, { groups: {}, people: 0, screens: 0 });
    },
  };
}

function add(sum: Presence, more: Presence): Presence {
  const groups = { ...sum.groups };
  for (const [group, n] of Object.entries(more.groups ?? {})) groups[group] = (groups[group] ?? 0) + n;
  return { groups, people: sum.people + (more.people ?? 0), screens: sum.screens + (more.screens ?? 0) };
}
