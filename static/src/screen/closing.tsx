/** The end: thanks, and what the room made together. */
import { t } from "../core/client";
import { useScene } from "./scene";
import { pair, Say, Titled } from "./words";

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
    <div class="closing">
      <Titled text={scene.workshop.value?.title} />
      <p class="closing-thanks">
        <Say id="screen.thanks" />
      </p>
      {body && (
        <p class="talk-body lines soft" lang={lang}>
          {body}
        </p>
      )}
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
