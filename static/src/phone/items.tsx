/* What a round is about, as a phone shows it: the table's cards or the room's themes, in this person's order. */
import { computed } from "@preact/signals";
import type { Round } from "../core/client";
import { lang, t } from "../core/strings";
import { shuffled } from "../methods/order";
import type { Item } from "../methods/types";
import { shuffles, subjectsOf as listOf } from "../methods/wire";
import { Both, both } from "../ui/bits";
import { Clarified } from "../ui/clarified";
import { KindMark } from "../ui/marks";
import { boardView, type BoardView, shownCards, type Thread } from "./cards";
import { subjectsOf, themes } from "./poll";
import { orgOf, use } from "./world";

let last: BoardView | undefined;
/** What may be voted on: what the table sees, and of those that say the same only the head. */
export const slate = computed(() => {
  const cards = shownCards().filter(({ card, hidden, pending }) => card && !hidden && !pending);
  return (last = boardView(cards, last));
});
const flat = (threads: Thread[]): Thread[] => threads.flatMap((one) => [one, ...flat(one.answers)]);

const cards = computed((): Item[] => flat([...slate.value.threads.values()].flat()).map(cardItem));
const onTheme = computed((): Item[] => {
  const mine = lang.value; // its words are drawn in the reader's language
  return themes.value.map((theme) => ({
    key: theme.key,
    keys: subjectsOf(theme),
    text: both(theme.title),
    ...(theme.title[mine] ? {} : { lang: mine === "lo" ? "en" : "lo" }),
    draw: () => (
      <>
        <Both of={theme.title} as="h3" />
        <p class="soft small num">{t("vision.breadth", { n: theme.groups.length, all: use().groups.value.length })}</p>
        <Clarified of={theme.key} />
      </>
    ),
  }));
});

/** All of the table's that could be voted on. */
export const cardItems = (): readonly Item[] => cards.value;

/** Those that the round is about, as they stand now, in the order of this person. */
export function itemsOf(round: Round, person = use().me.value.person ?? 0): readonly Item[] {
  const all = round.board === null ? onTheme.value : cards.value;
  const list = listOf(round);
  const asked = list ? all.filter(({ keys }) => keys.some((key) => list.includes(key))) : all;
  return shuffles(round) ? shuffled(asked, `${round.id}/${person}`) : asked;
}

function cardItem({ top, members }: Thread): Item {
  const org = orgOf(top.org);
  return {
    key: top.key,
    keys: [top, ...members].map(({ key }) => key),
    text: top.text,
    lang: top.lang,
    draw: () => (
      <>
        <div class="card-top">
          <KindMark kind={top.kind} />
        </div>
        <p class="card-text" lang={top.lang}>
          {top.text}
        </p>
        {members.map((other) => (
          <p key={other.key} class="quote small" lang={other.lang}>
            {other.text}
          </p>
        ))}
        {org && (
          <p class="card-foot">
            <span class="tag">{both(org)}</span>
          </p>
        )}
        {top.card && <Clarified of={top.card.key} />}
      </>
    ),
  };
}
