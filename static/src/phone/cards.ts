/* The board as it is shown: records, with what is on its way from this phone laid over them. */
import type { Card, CardKind, Lang, OutboxItem, OutboxState } from "../core/client";
import { use } from "./world";

export interface Shown {
  key: string;
  /** The record, once the server has it. */
  card?: Card;
  kind: CardKind;
  text: string;
  lang: Lang;
  answers: number | null;
  org: number | null;
  author: string | undefined;
  mine: boolean;
  hidden: boolean;
  withdrawn: boolean;
  edited: boolean;
  /** What is on its way or came back, newest, and how it stands. */
  item?: OutboxItem;
  state: OutboxState | undefined;
  say: string | undefined;
}

export interface Thread {
  top: Shown;
  solutions: Shown[];
}

export interface BoardView {
  problems: Thread[];
  /** Solutions that answer nothing on show. */
  solutions: Thread[];
  lessons: Thread[];
  /** Own cards taken back, ready to return. */
  withdrawn: Shown[];
  count: number;
}

const said = (item: OutboxItem): string | undefined => {
  const reply = item.reply.value;
  return reply && "say" in reply ? String(reply.say) : undefined;
};

/** Every card this person may see on the group's board, own unsent ones at the end. */
export function shownCards(): Shown[] {
  const { client, board } = use();
  const edits = new Map<number, OutboxItem[]>();
  const fresh: Shown[] = [];
  for (const item of client.outbox.value) {
    const d = item.data;
    if (item.name === "card.post") {
      if (d.board !== board.value?.id) continue;
      fresh.push({
        key: item.id,
        kind: d.kind as CardKind,
        text: String(d.text),
        lang: d.lang as Lang,
        answers: (d.answers as number | undefined) ?? null,
        org: (d.org as number | undefined) ?? null,
        author: undefined,
        mine: true,
        hidden: false,
        withdrawn: false,
        edited: false,
        item,
        state: item.state.value,
        say: said(item),
      });
    } else if (item.name.startsWith("card.")) {
      const about = Number(d.card);
      edits.set(about, [...(edits.get(about) ?? []), item]);
    }
  }
  const known = client.all("card").value.filter((card) => card.board === board.value?.id);
  return [...known.map((card) => overlay(card, edits.get(card.id))), ...fresh];
}

/** A record as it will be when what this phone sent has been saved; refused changes show their sentence only. */
function overlay(card: Card, items: OutboxItem[] | undefined): Shown {
  const { client } = use();
  const shown: Shown = {
    key: card.key,
    card,
    kind: card.kind,
    text: card.text,
    lang: card.lang,
    answers: card.answers,
    org: card.org,
    author: card.author?.name,
    mine: client.mine(card.key),
    hidden: card.hidden,
    withdrawn: card.withdrawn ?? false,
    edited: card.edited,
    state: undefined,
    say: undefined,
  };
  for (const item of items ?? []) {
    shown.item = item;
    shown.state = item.state.value;
    shown.say = said(item);
    if (shown.state === "refused") continue;
    if (item.name === "card.edit") {
      shown.text = String(item.data.text);
      if ("org" in item.data) shown.org = (item.data.org as number | null) ?? null;
    } else if (item.name === "card.withdraw") shown.withdrawn = true;
    else if (item.name === "card.return") shown.withdrawn = false;
  }
  return shown;
}

/** Threads by kind: a solution hangs under the problem it answers, in the order they were written. */
export function boardView(cards: Shown[]): BoardView {
  // A hidden card stays where its author can see that it is hidden.
  const here = cards.filter((c) => !c.withdrawn && (!c.hidden || c.mine));
  const problems = new Map<number, Thread>();
  const view: BoardView = {
    problems: [],
    solutions: [],
    lessons: [],
    withdrawn: cards.filter((c) => c.withdrawn && c.mine),
    count: here.length,
  };
  for (const top of here) {
    if (top.kind === "solution") continue;
    const thread = { top, solutions: [] };
    (top.kind === "problem" ? view.problems : view.lessons).push(thread);
    if (top.card && top.kind === "problem") problems.set(top.card.id, thread);
  }
  for (const card of here) {
    if (card.kind !== "solution") continue;
    const under = card.answers === null ? undefined : problems.get(card.answers);
    if (under) under.solutions.push(card);
    else view.solutions.push({ top: card, solutions: [] });
  }
  return view;
}
