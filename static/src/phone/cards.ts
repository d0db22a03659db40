/* The board as it is shown: records, with what is on its way from this phone laid over them. */
import type { Card, Lang, OutboxItem, OutboxState } from "../core/client";
import { KINDS, mayAnswer } from "../ui/kinds";
import { use } from "./world";

export interface Shown {
  key: string;
  /** The record, once the server has it. */
  card?: Card;
  kind: string;
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
  /** What answers it, in the order written. */
  answers: Thread[];
}

export interface BoardView {
  /** By kind; a card that answers nothing on show stands alone. */
  threads: ReadonlyMap<string, Thread[]>;
  /** All that is on show. */
  here: Shown[];
  /** Own cards taken back, ready to return. */
  withdrawn: Shown[];
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
        kind: String(d.kind),
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

/** Threads by kind: a card hangs under the one it answers, in the order they were written. */
export function boardView(cards: Shown[]): BoardView {
  // A hidden card stays where its author can see that it is hidden.
  const here = cards.filter((c) => !c.withdrawn && (!c.hidden || c.mine));
  const all = here.map((top): Thread => ({ top, answers: [] }));
  const known = new Map(all.flatMap((thread) => (thread.top.card ? [[thread.top.card.id, thread]] : [])));
  const threads = new Map<string, Thread[]>(KINDS.map((kind) => [kind, []]));
  for (const thread of all) {
    const { kind, answers } = thread.top;
    const under = answers === null ? undefined : known.get(answers);
    if (under && mayAnswer(kind, under.top.kind)) under.answers.push(thread);
    else threads.get(kind)?.push(thread);
  }
  return { threads, here, withdrawn: cards.filter((c) => c.withdrawn && c.mine) };
}

const hanging = (thread: Thread): Thread[] => thread.answers.flatMap((one) => [one, ...hanging(one)]);

/** Every card of one kind, each alone, those that hang under others first. */
export function alone(view: BoardView, kind: string): Thread[] {
  const under = [...view.threads.values()].flat().flatMap(hanging);
  return [...under.filter(({ top }) => top.kind === kind), ...(view.threads.get(kind) ?? [])].map(({ top }) => ({ top, answers: [] }));
}
