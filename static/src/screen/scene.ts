/** What the room sees, settled: changes are gathered for about a second before the picture moves. */
import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import type {
  Board, Clarification, Client, Group, Id, Key, Presentation, Progress, Round, Source, Spotlight, Step, Text, Theme, Vision, Workshop,
} from "../core/client";
import { givesPlaces } from "../methods/wire";
import { type Draft, draft, drafting } from "./draft";
import { inOrder } from "./order";
import { themeOf, view } from "./views";

const SETTLE = 1000;

export interface Scene {
  readonly client: Client;
  readonly workshop: ReadonlySignal<Workshop | undefined>;
  readonly step: ReadonlySignal<Step | undefined>;
  readonly groups: ReadonlySignal<readonly Group[]>;
  /** What the step of this kind is called, if it is not the present one: a screen may show it all the time. */
  titleOf(kind: Step["kind"]): Text | undefined;
  readonly group: ReadonlySignal<ReadonlyMap<Id, Group>>;
  readonly boardOf: ReadonlySignal<ReadonlyMap<Id, Board>>;
  readonly progressOf: ReadonlySignal<ReadonlyMap<Id, Progress>>;
  /** In the order that is shown. */
  readonly themes: ReadonlySignal<readonly Theme[]>;
  readonly vision: ReadonlySignal<Vision | undefined>;
  /** What is shown of the board: the room's, or in the chair's preview the draft's. */
  readonly shows: ReadonlySignal<Draft>;
  /** The one theme that stands alone here: this screen's own choice, or the chair's; none where all of them stand. */
  readonly alone: ReadonlySignal<Id | undefined>;
  /** Never held in the chair's preview: there one sees what is to come. */
  readonly hold: ReadonlySignal<Vision["hold"] | undefined>;
  /** The whole room votes on the themes; `told` when its running numbers are. */
  readonly poll: ReadonlySignal<{ voted: number; of: number; handed: number; told: boolean } | undefined>;
  /** The whole room's vote by places, while its result is on the screens; a vote by dots is told on the board itself. */
  readonly told: ReadonlySignal<Round | undefined>;
  /** The chair's words, by the key of what they are about. */
  readonly said: ReadonlySignal<ReadonlyMap<Key, Clarification>>;
  /** By card. */
  readonly sourceOf: ReadonlySignal<ReadonlyMap<Id, Source>>;
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
  const vision = computed(() => client.all("vision").value[0]);
  const shows = computed((): Draft => draft.value ?? vision.value ?? { sort: "chair", langs: "both", theme: null });
  const poll = computed(() => {
    const now = vision.value;
    if (!now?.polling) return undefined;
    return { voted: now.voted, of: now.floor, handed: now.handed, told: client.all("round").value.some((round) => round.id === now.round && round.live) };
  });
  const join = signal(`${location.origin}/${client.code}`);
  void client.get<{ join?: string }>(`/api/w/${client.code}/links`).then((links) => {
    if (links?.join) join.value = links.join;
  });
  const step = computed(() => client.all("step").value.find((one) => one.id === workshop.value?.step));
  return {
    client,
    workshop,
    step,
    titleOf: (kind) =>
      (step.value?.kind === kind ? step.value : client.all("step").value.find((one) => one.kind === kind))?.title,
    groups: computed(() => [...client.all("group").value].sort((a, b) => a.number - b.number)),
    group: computed(() => new Map(client.all("group").value.map((group) => [group.id, group]))),
    boardOf: computed(() => new Map(boards.value.map((board) => [board.group, board]))),
    progressOf: computed(() => new Map(progress.value.map((one) => [one.group, one]))),
    themes: computed(() => {
      // While a vote runs, its own numbers order the board, or none do.
      const counting = poll.value ? "fresh" : (vision.value?.counting ?? "sum");
      return inOrder(themes.value, shows.value.sort, counting, poll.value && !poll.value.told);
    }),
    vision,
    shows,
    alone: computed(() => {
      const own = drafting ? "follow" : view.value;
      const wanted = own === "board" ? undefined : (themeOf(own) ?? shows.value.theme);
      return themes.value.find((theme) => theme.id === wanted && !theme.parked)?.id;
    }),
    hold: computed(() => (drafting ? "live" : vision.value?.hold)),
    poll,
    told: computed(() => {
      const now = vision.value;
      const round = now?.telling ? client.all("round").value.find(({ id }) => id === now.round) : undefined;
      return round && givesPlaces(round) ? round : undefined;
    }),
    said: computed(() => new Map(client.all("clarification").value.map((one) => [one.subject, one]))),
    sourceOf: computed(() => new Map(sources.value.map((one) => [one.card, one]))),
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
  for (const source of sources)
    if (source.theme !== null) found.set(source.theme, [...(found.get(source.theme) ?? []), source]);
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
