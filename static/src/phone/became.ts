/* Where a card went on the shared board, from what this phone may read: the room's streams and one's own, no other. */
import { computed, signal } from "@preact/signals";
import type { Card, Id, Source, Theme } from "../core/client";
import { spread } from "./spread";
import { go, use } from "./world";

export interface Became {
  card: Card;
  /** The card it stands under, where it was merged: as the table or the room sees it. */
  under: Pick<Card | Source, "text" | "lang" | "kind"> | undefined;
  /** Of the card that stands for it: its place on the shared board. */
  source: Source | undefined;
  theme: Theme | undefined;
}

const cards = computed(() => new Map(use().client.all("card").value.map((card) => [card.id, card])));
const sources = computed(() => new Map(use().client.all("source").value.map((source) => [source.card, source])));
const themes = computed(() => new Map(use().client.all("theme").value.map((theme) => [theme.id, theme])));

/** What stands for it: itself, or the head it was merged under. */
export const headOf = (card: Pick<Card, "id" | "into">): Id => card.into ?? card.id;

export function becameOf(
  card: Card,
  known: { card: (id: Id) => Card | undefined; source: (id: Id) => Source | undefined; theme: (id: Id) => Theme | undefined },
): Became {
  const head = headOf(card);
  const source = known.source(head);
  const theme = source?.theme == null ? undefined : known.theme(source.theme);
  const under = head === card.id ? undefined : (known.card(head) ?? source);
  return { card, under, source: theme && source, theme };
}

/** One's own cards, in the order written; those taken back are not among what one says. */
export const ownCards = computed((): Became[] => {
  const { client } = use();
  const at = <T>(map: ReadonlyMap<Id, T>) => (id: Id) => map.get(id);
  const known = { card: at(cards.value), source: at(sources.value), theme: at(themes.value) };
  return client
    .all("card")
    .value.filter((card) => client.mine(card.key) && !card.withdrawn)
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0) || a.id - b.id)
    .map((card) => becameOf(card, known));
});

/** Is the list of them open, on the page Me? */
export const becameOpen = signal(false);

export function showBecame(): void {
  becameOpen.value = true;
  go("me");
}

/** Of one's own cards on this board, how many the table does not see, and why. */
export const unseen = computed(() => {
  const own = ownCards.value.filter(({ card }) => card.board === use().board.value?.id);
  const hidden = own.filter(({ card }) => card.hidden).length;
  return { hidden, waits: own.filter(({ card }) => card.pending && !card.hidden).length };
});

/** The theme a card lies in, for the board's 300 cards: each is drawn again only for its own. */
export const themeOf = spread(() => {
  const found = new Map<Id, Theme>();
  for (const [card, { theme }] of sources.value) {
    const it = theme === null ? undefined : themes.value.get(theme);
    if (it) found.set(card, it);
  }
  return found;
});
