/** All themes, in the order that is asked for: how broadly each is held, its number, and some of its cards while few. */
import { Hand } from "lucide-preact";
import { lang, t, type Source, type Theme } from "../core/client";
import { Icon } from "../ui/icons";
import { GroupSign } from "../ui/marks";
import { figure, numberText, valueText } from "../ui/number";
import { type BoardPage, boardPages, ROOM, saidLines } from "./board";
import { Clarified, useSaid } from "./clarified";
import { useFlip } from "./flip";
import { useLegend } from "./legend";
import { lookAt } from "./look";
import { cardsOf } from "./order";
import { Pages } from "./pages";
import { useScene } from "./scene";
import { useHeight, useShape } from "./shape";
import { Into } from "./touch";
import { pair } from "./words";

export function Board({ themes }: { themes: readonly Theme[] }) {
  const scene = useScene();
  useShape();
  const counting = useCounting();
  useLegend(themes, counting);
  const words = (theme: Theme) => {
    const { first, second } = pair(theme.title);
    const said = pair(scene.said.value.get(theme.key)?.text);
    const hands = !!counting && figure(theme, counting).hands > 0;
    return { first, second, said: [said.first, said.second], hands };
  };
  const pages = boardPages(themes, words, useHeight(scene.poll.value ? ROOM.poll : ROOM.board));
  return (
    <Pages of={pages} per={1}>
      {([page]) => page && <Rows page={page} />}
    </Pages>
  );
}

/** The rule by which numbers are told: none while a vote runs whose numbers are not, and its own while they are. */
function useCounting() {
  const { poll, vision } = useScene();
  if (!vision.value || (poll.value && !poll.value.told)) return undefined;
  return poll.value ? { ...vision.value, counting: "fresh" as const } : vision.value;
}

function Rows({ page: { themes, large, cards } }: { page: BoardPage }) {
  const list = useFlip<HTMLOListElement>(themes.map((theme) => theme.id).join());
  return (
    <ol class="vision" ref={list} data-large={large || undefined}>
      {themes.map((theme) => (
        <Row key={theme.id} theme={theme} cards={cards} />
      ))}
    </ol>
  );
}

function Row({ theme, cards }: { theme: Theme; cards: number }) {
  const scene = useScene();
  const { first, lang: use, second, other } = pair(theme.title);
  const said = useSaid(theme.key);
  const sources = cardsOf(scene.sourcesOf.value.get(theme.id) ?? [], scene.shows.value.sort).slice(0, cards);
  return (
    <li class="line" data-flip={theme.key} style={{ "--hue": `var(--group-${theme.colour % 8})` }}>
      <div class="line-title">
        <p class="line-first" lang={use}>
          {first}
        </p>
        {second && (
          <p class="line-second" lang={other}>
            {second}
          </p>
        )}
        <Clarified said={said} lines={saidLines(said.map((one) => one.text))} />
        {sources.length > 0 && (
          <ul class="line-cards">
            {sources.map(({ source }) => (
              <Quote key={source.id} source={source} />
            ))}
          </ul>
        )}
      </div>
      <Weight theme={theme} />
      <Into of={theme.key} what={first} onTap={() => lookAt(theme.id)} />
    </li>
  );
}

function Weight({ theme }: { theme: Theme }) {
  const vision = useCounting();
  const of = vision && figure(theme, vision);
  const groups = useScene().groups.value.length;
  return (
    <>
      <p class="line-breadth num">{t("desk.breadth", { n: theme.groups.length, of: groups })}</p>
      <p class="line-number num">
        {of && of.value !== null && <strong>{valueText(of)}</strong>}
        {of && of.value === null && of.none === "not_asked" && (
          <>
            <span aria-hidden="true">{valueText(of)}</span>
            <span class="unseen">{numberText(of)}</span>
          </>
        )}
        {of && of.value !== null && of.hands > 0 && (
          <span class="line-hands">
            <Icon of={Hand} />
            {/* Hands are a part of a sum; of a mean or of a number of cards they are none, and only said to be in it. */}
            {of.rule === "sum" && <span aria-hidden="true">{of.hands}</span>}
            <span class="unseen">{t("vote.of_hands", { hands: of.hands })}</span>
          </span>
        )}
      </p>
    </>
  );
}

function Quote({ source }: { source: Source }) {
  const group = useScene().group.value.get(source.group);
  return (
    <li class="quote">
      {group && <GroupSign group={group} />}
      <span class="quote-text" lang={source.lang === lang.value ? undefined : source.lang}>
        {source.text}
      </span>
    </li>
  );
}
