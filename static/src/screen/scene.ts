/** What the room sees, settled: changes are gathered for about a second before the picture moves. */
import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import type {
  Board, Client, Group, Id, Presentation, Progress, Source, Spotlight, Step, Theme, Workshop,
} from "../core/client";
import { byWeight } from "../ui/count";

const SETTLE = 1000;

export interface Scene {
  readonly client: Client;
  readonly workshop: ReadonlySignal<Workshop | undefined>;
  readonly step: ReadonlySignal<Step | undefined>;
  readonly groups: ReadonlySignal<readonly Group[]>;
  readonly group: ReadonlySignal<ReadonlyMap<Id, Group>>;
  readonly boardOf: ReadonlySignal<ReadonlyMap<Id, Board>>;
  readonly progressOf: ReadonlySignal<ReadonlyMap<Id, Progress>>;
  readonly themes: ReadonlySignal<readonly Theme[]>;
  readonly sourcesOf: ReadonlySignal<ReadonlyMap<Id, readonly Source[]>>;
  /** The card held up to the room, the latest of them. */
  readonly lit: ReadonlySignal<Spotlight | undefined>;
  /** The result that a group presents. */
  readonly presented: ReadonlySignal<Presentation | undefined>;
  /** Everybody who joined a group. */
  readonly people: ReadonlySignal<number>;
  /** The address people type or scan. */
  readonly join: ReadonlySignal<string>;
}

export function openStage(client: Client): Scene {
  const progress = settled(client.all("progress"));
  const themes = settled(client.all("theme"));
  const sources = settled(client.all("source"));
  const lit = settled(client.all("spotlight"));
  // A step, a phase, a timer and what a leader presents are somebody's word to the room: those show at once.
  const workshop = computed(() => client.all("workshop").value[0]);
  const boards = client.all("board");
  const join = signal(`${location.origin}/${client.code}`);
  void client.get<{ join?: string }>(`/api/w/${client.code}/links`).then((links) => {
    if (links?.join) join.value = links.join;
  });
  return {
    client,
    workshop,
    step: computed(() => client.all("step").value.find((step) => step.id === workshop.value?.step)),
    groups: computed(() => [...client.all("group").value].sort((a, b) => a.number - b.number)),
    group: computed(() => new Map(client.all("group").value.map((group) => [group.id, group]))),
    boardOf: computed(() => new Map(boards.value.map((board) => [board.group, board]))),
    progressOf: computed(() => new Map(progress.value.map((one) => [one.group, one]))),
    themes: computed(() => [...themes.value].sort((a, b) => a.position - b.position)),
    sourcesOf: computed(() => byTheme(sources.value)),
    lit: computed(() => latest(lit.value.filter((one) => one.room))),
    presented: computed(() => latest(client.all("presentation").value)),
    people: computed(() => progress.value.reduce((sum, one) => sum + one.people, 0)),
    join,
  };
}

/** The same signal, at most once a second. The first value that is not empty shows at once. */
export function settled<T>(source: ReadonlySignal<readonly T[]>): ReadonlySignal<readonly T[]> {
  const shown = signal(source.peek());
  let due: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const now = source.value;
    if (shown.peek().length === 0) shown.value = now;
    else
      due ??= setTimeout(() => {
        due = undefined;
        shown.value = source.peek();
      }, SETTLE);
  });
  return shown;
}

function byTheme(sources: readonly Source[]): Map<Id, Source[]> {
  const found = new Map<Id, Source[]>();
  for (const source of sources) found.set(source.theme, [...(found.get(source.theme) ?? []), source]);
  for (const list of found.values()) list.sort((a, b) => byWeight(a, b) || a.position - b.position);
  return found;
}

const latest = <T extends { at: number }>(some: readonly T[]): T | undefined =>
  some.reduce<T | undefined>((found, one) => (found && found.at >= one.at ? found : one), undefined);

let current: Scene | undefined;

/** The one scene of this page. No context: a sheet is drawn in a place of its own, where none would reach. */
export function useScene(): Scene {
  if (!current) throw new Error("the scene is not open");
  return current;
}

export function enterScene(scene: Scene): Scene {
  current = scene;
  return scene;
}
