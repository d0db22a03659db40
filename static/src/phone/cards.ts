/* The board as it is shown: records, with what is on its way from this phone laid over them. */
import { computed } from "@preact/signals";
import type { Card, Lang, OutboxItem, OutboxState } from "../core/client";
import { KINDS, mayAnswer } from "../ui/kinds";
import { type Begun, sent, there } from "./sent";
import { use } from "./world";

export interface Shown {
  key: string;
  /** The record, once the server has it. */
  card?: Card;
  kind: string;
  text: string;
  lang: Lang;
  answers: number | null;
  /** The card it was put under, because it says the same. */
  into: number | null;
  org: number | null;
  author: string | undefined;
  mine: boolean;
  pending: boolean;
  hidden: boolean;
  withdrawn: boolean;
  edited: boolean;
  /** What is on its way or came back, newest, and how it stands. */
  item?: Going;
  state: OutboxState | undefined;
  say: string | undefined;
}

type Going = Begun<"card.">;

export interface Thread {
  top: Shown;
  /** What was put under it because it says the same, in the order written. */
  members: Shown[];
  /** What answers it or one of its members, in the order written. */
  answers: Thread[];
}

export interface BoardView {
  /** By kind; a card that answers nothing on show stands alone. */
  threads: ReadonlyMap<string, Thread[]>;
  /** All that is on show, members too. */
  here: Shown[];
  /** Own cards taken back, ready to return. */
  withdrawn: Shown[];
}

const said = (item: Going): string | undefined => {
  const reply = item.reply.value;
  return reply?.refused !== undefined ? reply.say : undefined;
};

/** Every card this person may see on the group's board, own unsent ones at the end. */
export const shownCards = (): Shown[] => shown.value;

const shown = computed((): Shown[] => {
  const { client, board } = use();
  const id = board.value?.id;
  const edits = new Map<number, Going[]>();
  const fresh: Shown[] = [];
  for (const item of sent("card.")) {
    if (item.name === "card.post") {
      if (item.data.board === id && !there(item)) fresh.push(unsaved(item));
    } else if ("card" in item.data) {
      const about = item.data.card;
      edits.set(about, [...(edits.get(about) ?? []), item]);
    }
  }
  const known = client.all("card").value.filter((card) => card.board === id);
  return [...known.map((card) => overlay(card, edits.get(card.id))), ...fresh];
});

const unsaved = (item: OutboxItem<"card.post">): Shown => {
  const d = item.data;
  return {
    key: item.id,
    kind: d.kind,
    text: d.text,
    lang: d.lang,
    answers: d.answers ?? null,
    into: d.into ?? null,
    org: d.org ?? null,
    author: undefined,
    mine: true,
    pending: false,
    hidden: false,
    withdrawn: false,
    edited: false,
    item,
    state: item.state.value,
    say: said(item),
  };
};

/** A card as its record has it, kept while the record stands: what did not change is then the same object everywhere. */
const plain = new WeakMap<Card, Shown>();

function asRecorded(card: Card): Shown {
  const mine = use().client.mine(card.key);
  const kept = plain.get(card);
  if (kept?.mine === mine) return kept;
  const made: Shown = {
    key: card.key,
    card,
    kind: card.kind,
    text: card.text,
    lang: card.lang,
    answers: card.answers,
    into: card.into ?? null,
    org: card.org,
    author: card.author?.name,
    mine,
    pending: card.pending ?? false,
    hidden: card.hidden,
    withdrawn: card.withdrawn ?? false,
    edited: card.edited,
    state: undefined,
    say: undefined,
  };
  plain.set(card, made);
  return made;
}

/** A record as it will be when what this phone sent has been saved; refused changes show their sentence only. */
function overlay(card: Card, items: Going[] | undefined): Shown {
  if (!items) return asRecorded(card);
  const shown = { ...asRecorded(card) };
  for (const item of items) {
    shown.item = item;
    shown.state = item.state.value;
    shown.say = said(item);
    if (shown.state === "refused") continue;
    if (item.name === "card.edit") {
      shown.text = item.data.text;
      if ("org" in item.data) shown.org = item.data.org ?? null;
    } else if (item.name === "card.withdraw") shown.withdrawn = true;
    else if (item.name === "card.return") shown.withdrawn = false;
  }
  return shown;
}

/** What hides from the table shows to its author alone: hidden, with the reason, or waiting for the leader's yes. */
const onShow = (card: Shown): boolean => !card.withdrawn && (card.mine || (!card.hidden && !card.pending));

/**
 * Threads by kind: a card hangs under the one it answers, and one that says the same under its head, in the order they
 * were written. `before` lends the threads that did not change, so that whoever draws them may see it at a glance.
 */
export function boardView(cards: Shown[], before?: BoardView): BoardView {
  const here = cards.filter(onShow);
  const known = new Map<number, Shown>();
  for (const one of here) if (one.card) known.set(one.card.id, one);
  // What came back refused stays a card of its own: its words must be in sight.
  const headOf = (card: Shown): Shown => {
    const head = card.into === null || card.state === "refused" ? undefined : known.get(card.into);
    return head && head !== card && head.into === null && head.kind === card.kind ? head : card;
  };
  const all = new Map<Shown, Thread>();
  for (const one of here) if (headOf(one) === one) all.set(one, { top: one, members: [], answers: [] });
  for (const one of here) if (headOf(one) !== one) all.get(headOf(one))!.members.push(one);
  const tops: Thread[] = [];
  for (const thread of all.values()) {
    // Where the head answers nothing, what a member answers still has its answer.
    const asked = [thread.top, ...thread.members].flatMap(({ answers }) => (answers === null ? [] : known.get(answers) ?? []));
    const under = asked[0] && all.get(headOf(asked[0]));
    if (under && mayAnswer(thread.top.kind, under.top.kind)) under.answers.push(thread);
    else tops.push(thread);
  }
  const drawn = before && drawnBefore(before);
  const threads = new Map<string, Thread[]>(KINDS.map((kind) => [kind, []]));
  for (const thread of tops) threads.get(thread.top.kind)?.push(drawn ? lent(thread, drawn) : thread);
  return { threads, here, withdrawn: cards.filter((c) => c.withdrawn && c.mine) };
}

const drawnBefore = (view: BoardView): Map<string, Thread> => {
  const kept = new Map<string, Thread>();
  for (const thread of [...view.threads.values()].flat()) {
    kept.set(thread.top.key, thread);
    for (const one of hanging(thread)) kept.set(one.top.key, one);
  }
  return kept;
};

/** The same thread as before where nothing in it changed. */
function lent(thread: Thread, before: ReadonlyMap<string, Thread>): Thread {
  const answers = thread.answers.map((one) => lent(one, before));
  const kept = before.get(thread.top.key);
  const still = kept?.top === thread.top && same(kept.members, thread.members) && same(kept.answers, answers);
  return still ? kept! : { ...thread, answers };
}

export const same = <T>(one: readonly T[], other: readonly T[]): boolean =>
  one.length === other.length && one.every((it, i) => it === other[i]);

let last: BoardView | undefined;
const view = computed(() => (last = boardView(shown.value, last)));

/** The board of this person's group, worked out once for whoever asks. */
export const theBoard = (): BoardView => view.value;

const hanging = (thread: Thread): Thread[] => thread.answers.flatMap((one) => [one, ...hanging(one)]);

/** Every card of one kind, each alone with what says the same, those that hang under others first. */
export function alone(view: BoardView, kind: string): Thread[] {
  const under = [...view.threads.values()].flat().flatMap(hanging);
  return [...under.filter(({ top }) => top.kind === kind), ...(view.threads.get(kind) ?? [])].map((thread) =>
    thread.answers.length ? { ...thread, answers: [] } : thread,
  );
}

/** The card that stands for this one on the board: its head, or itself. */
export function standsFor(id: number | null): Shown | undefined {
  const cards = id === null ? [] : shownCards();
  const one = cards.find(({ card }) => card?.id === id);
  if (!one || one.into === null) return one;
  return cards.find(({ card }) => card?.id === one.into) ?? one;
}
