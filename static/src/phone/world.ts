/* What the phone looks at: the records of the person's own workshop, group and board, as signals made once. */
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type {
  Board, Client, Group, Me, Org, Person, Progress, Round, Step, Submission, Tally, Workshop,
} from "../core/client";
import { answer, leftLayer, onLayer, pageBelow } from "./back";
import { arrived, depthOf, downTo, isOurs, settled } from "./path";
import { sent } from "./sent";
import { goesRound, goRound } from "./round";

/** What the page shell already knows, so that the join page needs no network. */
export interface Lobby {
  code: string;
  workshop: Workshop;
  orgs: Org[];
  groups: Group[];
  build: string;
}

export type Tab = "board" | "desk" | "workshop" | "vision" | "me";

export interface World {
  client: Client;
  lobby: Lobby;
  /** The group whose own QR brought the person here (`/<code>/<n>`), if any. */
  doorGroup: Group | undefined;
  tab: ReadonlySignal<Tab>;
  me: ReadonlySignal<Me>;
  workshop: ReadonlySignal<Workshop>;
  orgs: ReadonlySignal<readonly Org[]>;
  groups: ReadonlySignal<readonly Group[]>;
  steps: ReadonlySignal<readonly Step[]>;
  step: ReadonlySignal<Step | undefined>;
  person: ReadonlySignal<Person | undefined>;
  group: ReadonlySignal<Group | undefined>;
  board: ReadonlySignal<Board | undefined>;
  progress: ReadonlySignal<Progress | undefined>;
  /** The board's rounds, newest first. */
  rounds: ReadonlySignal<readonly Round[]>;
  submission: ReadonlySignal<Submission | undefined>;
  leads: ReadonlySignal<boolean>;
}

let current: World | undefined;

/** The one world of this page. */
export function use(): World {
  if (!current) throw new Error("the phone has not started");
  return current;
}

const tab = signal<Tab>("board");

/** Another part of the phone. The browser's Back leads home to the board instead of out of the workshop. */
export function go(next: Tab): void {
  if (next === tab.value) return;
  tab.value = next;
  settled(() => {
    const to = tab.peek(); // the last wish, where several waited
    // All the way to the first entry, which is the board's: what lies between may be a page of anything.
    if (to === "board") downTo(0);
    else if (depthOf() === 0) history.pushState({ tab: to, depth: 1 }, "");
    else history.replaceState({ tab: to, depth: depthOf() }, "");
  });
  scrollTo(0, 0);
  document.getElementById("main")?.focus({ preventScroll: true });
}

export function enter(client: Client, lobby: Lobby, doorNumber?: number): World {
  addEventListener("popstate", (event) => {
    if (isOurs(event.state)) {
      arrived();
      return answer();
    }
    if (leftLayer(event.state)) return;
    // While the device goes round, no way back leads to the leader's own pages.
    tab.value = goesRound() ? "desk" : ((event.state as { tab?: Tab } | null)?.tab ?? "board");
  });
  // No sheet outlives a reload, and neither does its entry; a device that goes round finds its list of names again.
  if (onLayer() && !goesRound()) downTo(pageBelow());
  // After a reload one is where one was; with a device that goes round, where its list of names is.
  tab.value = goesRound() ? "desk" : ((history.state as { tab?: Tab } | null)?.tab ?? "board");
  const { me } = client;
  const first = <T>(list: readonly T[], is: (one: T) => boolean) => list.find(is);
  const workshop = computed(() => client.all("workshop").value[0] ?? lobby.workshop);
  const groups = computed(() => {
    const live = client.all("group").value;
    return [...(live.length ? live : lobby.groups)].sort((a, b) => a.number - b.number);
  });
  const orgs = computed(() => {
    const live = client.all("org").value;
    return [...(live.length ? live : lobby.orgs)].sort((a, b) => a.position - b.position);
  });
  const steps = computed(() =>
    [...client.all("step").value].sort((a, b) => a.day - b.day || a.position - b.position),
  );
  const myGroup = computed(() => me.value.group ?? null);
  const board = computed(() => first(client.all("board").value, (b) => b.group === myGroup.value));
  current = {
    client,
    lobby,
    tab,
    doorGroup: lobby.groups.find((g) => g.number === doorNumber),
    me,
    workshop,
    orgs,
    groups,
    steps,
    step: computed(() => first(steps.value, (s) => s.id === workshop.value.step)),
    person: computed(() => client.one<Person>(`person:${me.value.person ?? 0}`).value),
    group: computed(() => first(groups.value, (g) => g.id === myGroup.value)),
    board,
    progress: computed(() => first(client.all("progress").value, (p) => p.id === board.value?.id)),
    rounds: computed(() =>
      client
        .all("round")
        .value.filter((r) => r.board === board.value?.id)
        .sort((a, b) => b.number - a.number),
    ),
    submission: computed(() =>
      client
        .all("submission")
        .value.filter((s) => s.board === board.value?.id)
        .sort((a, b) => b.at - a.at)[0],
    ),
    leads: computed(() => (me.value.role === "leader" || me.value.role === "chair") && board.value !== undefined),
  };
  effect(() => {
    // Whoever leads no more has no table to go round.
    if (me.value.kind === "person" && me.value.role === "participant") goRound(false);
  });
  return current;
}

/** The organisation's name in the person's language; a person's own words when it is not on the list. */
export function orgOf(id: number | null | undefined): Org | undefined {
  return id == null ? undefined : use().orgs.value.find((org) => org.id === id);
}

/** Votes and voters per subject of one round. Worked out once for all who ask; so are the dots. */
export const talliesOf = (round: Round | undefined): ReadonlyMap<string, Tally> => ofRound(tallies, round, talliesIn);

/** One's own dots per subject in one round, with those on their way counted as given. */
export const dotsOf = (round: Round | undefined): ReadonlyMap<string, number> => ofRound(dots, round, dotsIn);

const tallies = new Map<number, ReadonlySignal<ReadonlyMap<string, Tally>>>();
const dots = new Map<number, ReadonlySignal<ReadonlyMap<string, number>>>();

function ofRound<T>(kept: Map<number, ReadonlySignal<ReadonlyMap<string, T>>>, round: Round | undefined, read: (id: number) => Map<string, T>) {
  if (!round) return new Map<string, T>();
  let it = kept.get(round.id);
  if (!it) kept.set(round.id, (it = computed(() => read(round.id))));
  return it.value;
}

function talliesIn(round: number): Map<string, Tally> {
  const mine = use().client.all("tally").value.filter((tally) => tally.round === round);
  return new Map(mine.map((tally) => [tally.subject, tally]));
}

function dotsIn(round: number): Map<string, number> {
  const found = new Map<string, number>();
  const { client } = use();
  for (const ballot of client.all("ballot").value)
    if (ballot.round === round) found.set(ballot.subject, ballot.dots ?? 0); // another method has none
  for (const item of sent("ballot.cast")) {
    if (item.data.round !== round || item.state.value === "refused") continue;
    found.set(item.data.subject, item.data.dots);
  }
  return found;
}
