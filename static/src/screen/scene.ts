/** What the room sees, settled: changes are gathered for about a second before the picture moves. */
import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import type { Board, Client, Group, Id, Progress, Source, Step, Theme, Workshop } from "../core/client";

const SETTLE = 1000;

export interface Scene {
  readonly client: Client;
  readonly workshop: ReadonlySignal<Workshop | undefined>;
  readonly step: ReadonlySignal<Step | undefined>;
  readonly groups: ReadonlySignal<readonly Group[]>;
  readonly boardOf: ReadonlySignal<ReadonlyMap<Id, Board>>;
  readonly progressOf: ReadonlySignal<ReadonlyMap<Id, Progress>>;
  readonly themes: ReadonlySignal<readonly Theme[]>;
  readonly sourcesOf: ReadonlySignal<ReadonlyMap<Id, readonly Source[]>>;
  /** Everybody who joined a group. */
  readonly people: ReadonlySignal<number>;
  /** The address people type or scan. */
  readonly join: ReadonlySignal<string>;
}

export function openStage(client: Client): Scene {
  const progress = settled(client.all("progress"));
  const themes = settled(client.all("theme"));
  const sources = settled(client.all("source"));
  // A step, a phase and a timer are the chair's word to the room: those show at once.
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
    boardOf: computed(() => new Map(boards.value.map((board) => [board.group, board]))),
    progressOf: computed(() => new Map(progress.value.map((one) => [one.group, one]))),
    themes: computed(() => [...themes.value].sort((a, b) => a.position - b.position)),
    sourcesOf: computed(() => byTheme(sources.value)),
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
  for (const list of found.values()) list.sort((a, b) => b.votes - a.votes || a.position - b.position);
  return found;
}

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
