/** What a held screen shows: the picture as it was, or for a page that never saw it a card that says to wait. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { useScene } from "./scene";
import { Say, Titled } from "./words";

/** A picture taken off the page. It is nodes, not records: nothing that happens in the room can reach it. */
export interface Picture {
  kind: string;
  nodes: readonly Node[];
  /** What stood in its foot. */
  foot: readonly Node[];
}

function copied(of: Element | null): Node[] {
  const copy = of?.cloneNode(true);
  // What leads on would lead nowhere.
  if (copy instanceof Element) copy.querySelectorAll("button").forEach((button) => button.remove());
  return [...(copy?.childNodes ?? [])];
}

export function pictureNow(): Picture | undefined {
  const shown = document.querySelector<HTMLElement>("main.picture[data-living]");
  if (!shown) return undefined;
  return { kind: shown.dataset.living ?? "", nodes: copied(shown), foot: copied(document.querySelector(".foot-title")) };
}

export function Kept({ picture }: { picture: Picture }) {
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(() => box.current?.replaceChildren(...picture.nodes), [picture]);
  return <main class="picture kept" ref={box} />;
}

export function KeptTitle({ picture }: { picture: Picture | undefined }) {
  const box = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => box.current?.replaceChildren(...(picture?.foot ?? [])), [picture]);
  return <p class="foot-title" data-legend="" ref={box} />;
}

export function Waiting() {
  const scene = useScene();
  return (
    <main class="picture">
      <div class="held-card">
        <Titled text={scene.workshop.value?.title} />
        <p class="held-wait">
          <Say id="screen.held_wait" />
        </p>
      </div>
    </main>
  );
}
