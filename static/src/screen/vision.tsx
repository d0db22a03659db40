/** The shared vision board as it forms: all themes, or one with its cards; and the vote on them of the whole room. */
import { t } from "../core/client";
import { Board } from "./overview";
import { Focus } from "./focus";
import { useLook } from "./look";
import { OneCard } from "./onecard";
import { cardsOf } from "./order";
import { Invitation } from "./poll";
import { Replies } from "./replies";
import { useScene } from "./scene";
import { ToldToRoom } from "./told";
import { Titled } from "./words";

export function Vision() {
  const scene = useScene();
  const poll = scene.poll.value;
  const themes = scene.themes.value;
  const alone = scene.alone.value;
  const now = useLook(String(alone));
  const theme = themes.find((one) => one.id === now.theme) ?? themes.find((one) => one.id === alone);
  const cards = theme ? cardsOf(scene.sourcesOf.value.get(theme.id) ?? [], scene.shows.value.sort) : [];
  const card = cards.find((one) => one.source.card === now.card)?.source;
  if (card && now.replies) return <Replies key={`replies${card.card}`} source={card} />;
  const told = scene.told.value;
  if (told && !theme && !poll) return <ToldToRoom round={told} />;
  if (card) return <OneCard key={card.card} source={card} among={cards.map((one) => one.source)} />;
  return (
    <div class="sheet-picture vision-picture" data-polling={poll ? "" : undefined}>
      {poll ? <Invitation poll={poll} /> : !theme && <Titled text={scene.titleOf("vision")} />}
      {theme ? (
        <Focus key={theme.id} theme={theme} cards={cards} />
      ) : themes.length ? (
        <Board themes={themes} />
      ) : (
        <p class="waiting">{t("screen.no_themes")}</p>
      )}
    </div>
  );
}
