/** What the chair's face draws from: the client, and what its records add up to, worked out once for everybody. */
import { computed, effect, type ReadonlySignal } from "@preact/signals";
import type { Board, Card, Client, Group, Id, Person, Progress, Rec, Source, Step, Text, Theme } from "../core/client";
import type { Counted } from "../ui/count";

export interface Room {
  readonly client: Client;
  readonly workshop: ReadonlySignal<ReturnType<typeof first>>;
  /** In agenda order: by day, then by position. */
  readonly steps: ReadonlySignal<readonly Step[]>;
  readonly groups: ReadonlySignal<readonly Group[]>;
  readonly group: ReadonlySignal<ReadonlyMap<Id, Group>>;
  readonly boardOf: ReadonlySignal<ReadonlyMap<Id, Board>>;
  readonly progressOf: ReadonlySignal<ReadonlyMap<Id, Progress>>;
  /** Those who are in and those who were sent out; neither who waits at the door, nor the row of one that is another's. */
  readonly people: ReadonlySignal<readonly Person[]>;
  /** At the door, to be let in: who came first is first. */
  readonly waiting: ReadonlySignal<readonly Person[]>;
  /** By id, and the rows that are another's too: the history speaks of them. */
  readonly person: ReadonlySignal<ReadonlyMap<Id, Person>>;
  /** Cards the room may see, by id: nothing hidden, nothing withdrawn, nothing that waits for its leader. */
  readonly card: ReadonlySignal<ReadonlyMap<Id, Card>>;
  /** Votes and hands per card in its board's newest counted round. */
  readonly votes: ReadonlySignal<ReadonlyMap<Id, Counted>>;
  /** On the room's board, in the chair's order. */
  readonly themes: ReadonlySignal<readonly Theme[]>;
  /** Kept at the desk. */
  readonly parked: ReadonlySignal<readonly Theme[]>;
  /** Parked ones too. */
  readonly theme: ReadonlySignal<ReadonlyMap<Id, Theme>>;
  /** Titles of themes seen since the page opened, retired ones too: the history speaks of them. */
  readonly titles: ReadonlyMap<Id, Text>;
  /** In the theme's own order. A theme of which nothing changed keeps its list, so that it is not drawn again. */
  readonly sourcesOf: ReadonlySignal<ReadonlyMap<Id, readonly Source[]>>;
  /** card id -> theme id, for cards on the vision board. */
  readonly placed: ReadonlySignal<ReadonlyMap<Id, Id>>;
}

const first = (client: Client) => client.all("workshop").value[0];

export function openRoom(client: Client): Room {
  const groups = computed(() => sorted(client.all("group").value, (g) => g.number));
  const themes = computed(() => sorted(client.all("theme").value, (theme) => theme.position));
  let gathered: ReadonlyMap<Id, readonly Source[]> = new Map();
  const people = client.all("person");
  const titles = new Map<Id, Text>();
  effect(() => themes.value.forEach((theme) => titles.set(theme.id, theme.title)));
  return {
    client,
    workshop: computed(() => first(client)),
    steps: computed(() =>
      [...client.all("step").value].sort((a, b) => a.day - b.day || a.position - b.position || a.id - b.id),
    ),
    groups,
    group: computed(() => byId(groups.value)),
    boardOf: computed(() => new Map(client.all("board").value.map((board) => [board.group, board]))),
    progressOf: computed(() => new Map(client.all("progress").value.map((p) => [p.group, p]))),
    people: computed(() => people.value.filter((one) => one.same == null && (!one.waiting || one.removed))),
    waiting: computed(() => sorted(people.value.filter((one) => one.same == null && one.waiting && !one.removed), (one) => one.came ?? 0)),
    person: computed(() => byId(people.value)),
    card: computed(() => byId(client.all("card").value.filter((card) => !card.hidden && !card.withdrawn && !card.pending))),
    votes: computed(() => votesByCard(client)),
    themes: computed(() => themes.value.filter((theme) => !theme.parked)),
    parked: computed(() => themes.value.filter((theme) => theme.parked)),
    theme: computed(() => byId(themes.value)),
    titles,
    sourcesOf: computed(() => (gathered = sourcesByTheme(client.all("source").value, gathered))),
    placed: computed(
      () =>
        new Map(
          client.all("source").value.flatMap((one): [Id, Id][] => (one.theme === null ? [] : [[one.card, one.theme]])),
        ),
    ),
  };
}

function votesByCard(client: Client): Map<Id, Counted> {
  const numbers = new Map(client.all("round").value.map((round) => [round.id, round.number]));
  const newest = new Map<Id, number>();
  const votes = new Map<Id, Counted>();
  for (const tally of client.all("tally").value) {
    const [type, name] = tally.subject.split(":");
    if (type !== "card") continue; // the plenary votes on themes
    const id = Number(name);
    const number = numbers.get(tally.round) ?? 0;
    if (number < (newest.get(id) ?? 0)) continue;
    newest.set(id, number);
    votes.set(id, tally);
  }
  return votes;
}

function sourcesByTheme(
  sources: readonly Source[],
  before: ReadonlyMap<Id, readonly Source[]>,
): ReadonlyMap<Id, readonly Source[]> {
  const found = new Map<Id, readonly Source[]>();
  for (const source of sources) {
    if (source.theme === null) continue;
    const list = found.get(source.theme) as Source[] | undefined;
    if (list) list.push(source);
    else found.set(source.theme, [source]);
  }
  for (const [theme, list] of found) {
    (list as Source[]).sort((a, b) => a.position - b.position || a.id - b.id);
    const had = before.get(theme);
    if (had?.length === list.length && list.every((one, at) => one === had[at])) found.set(theme, had);
  }
  return found;
}

const byId = <T extends Rec & { id: Id }>(records: readonly T[]) => new Map(records.map((r) => [r.id, r]));
const sorted = <T>(records: readonly T[], by: (record: T) => number) => [...records].sort((a, b) => by(a) - by(b));

let current: Room | undefined;

/** The one room of this page. No context: a sheet is drawn in a place of its own, where none would reach. */
export function useRoom(): Room {
  if (!current) throw new Error("the room is not open");
  return current;
}

export function enterRoom(room: Room): Room {
  current = room;
  return room;
}
