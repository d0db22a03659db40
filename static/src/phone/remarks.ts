/* Replies under cards, and what of them is on its way from this phone. */
import { computed } from "@preact/signals";
import type { Lang, OutboxItem, OutboxState, Remark } from "../core/client";
import { inOrderSaid } from "../ui/said";
import { same } from "./cards";
import { sent, there } from "./sent";
import { spread } from "./spread";
import { use } from "./world";

export interface Said {
  key: string;
  record?: Remark;
  card: number;
  text: string;
  lang: Lang;
  author: string | undefined;
  mine: boolean;
  hidden: boolean;
  item?: OutboxItem<"reply.post">;
  state: OutboxState | undefined;
  say: string | undefined;
}

const NONE: readonly Said[] = [];
const plain = new WeakMap<Remark, Said>();

function asRecorded(record: Remark): Said {
  const mine = use().client.mine(record.key);
  const kept = plain.get(record);
  if (kept?.mine === mine) return kept;
  const { key, card, text, lang, hidden, author } = record;
  const made: Said = { key, record, card, text, lang, author: author?.name, mine, hidden, state: undefined, say: undefined };
  plain.set(record, made);
  return made;
}

function unsaved(item: OutboxItem<"reply.post">): Said {
  const reply = item.reply.value;
  return {
    key: item.id,
    ...item.data,
    author: undefined,
    mine: true,
    hidden: false,
    item,
    state: item.state.value,
    say: reply?.refused !== undefined ? reply.say : undefined,
  };
}

let last: ReadonlyMap<number, readonly Said[]> = new Map();

const byCard = computed(() => {
  const { client } = use();
  const back = new Map<number, boolean>();
  const fresh: Said[] = [];
  for (const item of sent("reply.")) {
    if (item.name === "reply.post") {
      if (!there(item)) fresh.push(unsaved(item));
    } else if (item.state.value !== "refused") back.set(item.data.reply, item.name === "reply.withdraw");
  }
  const known = client.all("reply").value.filter(({ id, withdrawn }) => !(back.get(id) ?? withdrawn));
  known.sort(inOrderSaid);
  const found = new Map<number, Said[]>();
  for (const one of [...known.map(asRecorded), ...fresh]) found.set(one.card, [...(found.get(one.card) ?? []), one]);
  // The list of a card nobody wrote under stays the same list, and its card is not drawn again.
  const kept = new Map<number, readonly Said[]>();
  for (const [card, said] of found) {
    const before = last.get(card);
    kept.set(card, before && same(before, said) ? before : said);
  }
  return (last = kept);
});

const byPlace = (a: Said, b: Said): number =>
  a.record && b.record ? inOrderSaid(a.record, b.record) : Number(!a.record) - Number(!b.record);

const under = spread(() => byCard.value);

/** What is said under these cards, in the order written, hidden replies where one may read them. */
export function remarksOn(cards: readonly number[]): readonly Said[] {
  if (cards.length === 1) return under(cards[0]!) ?? NONE;
  const all = cards.flatMap((card) => under(card) ?? NONE);
  return all.length ? all.sort(byPlace) : NONE;
}

/** Replies that came back and whose card is not on show any more: their words must be somewhere. */
export function strayRemarks(here: ReadonlySet<number>): readonly Said[] {
  return [...byCard.value.values()].flat().filter((one) => one.state === "refused" && !here.has(one.card));
}
