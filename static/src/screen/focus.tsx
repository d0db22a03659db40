/** One theme alone: its words, its number, what the chair said, and every card it was made of, page after page. */
import { Layers } from "lucide-preact";
import { t, type Theme } from "../core/client";
import { total } from "../ui/count";
import { Icon } from "../ui/icons";
import { GroupSign, KindMark } from "../ui/marks";
import { breadthText, figure, numberText, ofText } from "../ui/number";
import { CARD_MOST, cardHigh, ROOM, saidInFull, saidLines } from "./board";
import { Clarified, useSaid } from "./clarified";
import { lookAtCard } from "./look";
import type { Laid } from "./order";
import { Pages } from "./pages";
import { evenly, paragraphs, type Said } from "./paging";
import { useScene } from "./scene";
import { useHeight, useShape } from "./shape";
import { Into } from "./touch";
import { pair, sizeOf } from "./words";

/** More lines of the chair's words than this have pages of their own; vh of one. */
const ABOVE = 3;
const LINE = 6.2;
/** Between them and the cards. */
const GAP = 1.6;

interface Page {
  said: readonly Said[];
  cards: readonly Laid[];
}

export function Focus({ theme, cards }: { theme: Theme; cards: readonly Laid[] }) {
  const scene = useScene();
  useShape();
  const said = useSaid(theme.key);
  const room = useHeight(ROOM.focus);
  const most = scene.poll.value ? CARD_MOST.poll : CARD_MOST.plain;
  const need = ({ source, answers }: Laid) => {
    const words = pair(scene.said.value.get(`card:${source.card}`)?.text);
    return cardHigh(source.text, [words.first, words.second], answers, most);
  };
  return (
    <>
      <Head theme={theme} cards={cards.length} />
      <Pages of={pagesOf(cards, said, room, need)} per={1}>
        {([page]) => page && <OnePage page={page} />}
      </Pages>
    </>
  );
}

function pagesOf(cards: readonly Laid[], said: readonly Said[], room: number, need: (one: Laid) => number): Page[] {
  const high = said.reduce((sum, one) => sum + saidInFull(one.text), 0);
  const under = room - high * LINE - GAP;
  const above = high <= ABOVE && cards.every((one) => need(one) <= under);
  const left = above && high ? under : room;
  const found: Page[] = cards.length ? evenly(cards, need, left).map((page) => ({ said: [], cards: page })) : [];
  if (above && (said.length || !found.length)) found[0] = { cards: [], ...found[0], said };
  if (!above) found.unshift(...paragraphs(said, Math.floor(room / LINE)).map((one) => ({ said: one, cards: [] })));
  return found;
}

function Head({ theme, cards }: { theme: Theme; cards: number }) {
  const scene = useScene();
  const { first, lang, second, other } = pair(theme.title);
  const vision = scene.vision.value;
  const of = vision && figure(theme, vision);
  const told = of && of.value !== null && !scene.poll.value;
  return (
    <header class="focus-head" data-size={sizeOf(theme.title)} style={{ "--hue": `var(--group-${theme.colour % 8})` }}>
      <h1 lang={lang}>{first}</h1>
      {second && (
        <p class="focus-second" lang={other}>
          {second}
        </p>
      )}
      <p class="focus-facts num">
        {told && <strong>{numberText(of)}</strong>}
        {of && <span>{breadthText(of)}</span>}
        {cards > 0 && <span>{t("desk.cards_n", { n: cards })}</span>}
        {told && <span class="soft">{ofText(of)}</span>}
      </p>
    </header>
  );
}

function OnePage({ page }: { page: Page }) {
  return (
    <div class="focus">
      <Clarified said={page.said} />
      {page.cards.length === 0 && page.said.length === 0 && <p class="waiting">{t("desk.theme_empty")}</p>}
      {page.cards.length > 0 && (
        <ol class="focus-cards">
          {page.cards.map((one) => (
            <Line key={one.source.id} laid={one} />
          ))}
        </ol>
      )}
    </div>
  );
}

function Line({ laid: { source, answers } }: { laid: Laid }) {
  const group = useScene().group.value.get(source.group);
  const said = useSaid(`card:${source.card}`);
  return (
    <li class="focus-card" data-kind={source.kind} data-answers={answers || undefined}>
      <KindMark kind={source.kind} bare />
      <div class="focus-words">
        <p class="focus-text" lang={source.lang}>
          {source.text}
        </p>
        <Clarified said={said} lines={saidLines(said.map((one) => one.text))} />
      </div>
      <p class="focus-count num">
        {source.merged > 0 && (
          <span class="soft focus-merged">
            <Icon of={Layers} />
            <span aria-hidden="true">{source.merged + 1}</span>
            <span class="unseen">{t("result.merged", { n: source.merged + 1 })}</span>
          </span>
        )}
        {total(source) > 0 && <strong>{t("vote.count", { n: total(source) })}</strong>}
        {group && <GroupSign group={group} />}
      </p>
      <Into of={`card:${source.card}`} what={source.text} onTap={() => lookAtCard(source.card)} />
    </li>
  );
}
