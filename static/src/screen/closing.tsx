/** The end: thanks, and what the room made together. */
import { t } from "../core/client";
import { Details } from "./details";
import { useScene } from "./scene";
import { pair, Say, Titled } from "./words";

const ROOM = { short: 3, middle: 2, long: 1 };

export function Closing() {
  const scene = useScene();
  const { first: body, lang } = pair(scene.step.value?.body);
  const progress = [...scene.progressOf.value.values()];
  const cards = progress.reduce((sum, one) => sum + one.cards, 0);
  const counts: [string, number][] = [
    ["people", scene.people.value],
    ["cards", cards],
    ["themes", scene.themes.value.length],
  ];
  return (
    <div class={body ? "closing closing-said" : "closing"}>
      <Titled text={scene.workshop.value?.title} />
      <p class="closing-thanks">
        <Say id="screen.thanks" />
      </p>
      <Details text={body} lang={lang} below={scene.workshop.value?.title} most={ROOM} />
      <ul class="closing-counts num">
        {counts.map(([id, n]) => (
          <li key={id}>
            <strong>{n}</strong>
            <span>{t(`screen.made.${id}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
