/** Why we are here: the workshop's purposes, numbered, in both languages. */
import { useScene } from "./scene";
import { Pages } from "./pages";
import { pair, Titled } from "./words";

const PER_PAGE = 4;

export function Purpose() {
  const scene = useScene();
  const purposes = scene.workshop.value?.purposes ?? [];
  return (
    <div class="sheet-picture">
      <Titled text={scene.step.value?.title} />
      <Pages of={purposes} per={PER_PAGE}>
        {(page, from) => (
          <ol class="purposes">
            {page.map((purpose, i) => {
              const { first, lang, second, other } = pair(purpose);
              return (
                <li key={from + i}>
                  <span class="purpose-n num">{from + i + 1}</span>
                  <div>
                    <p lang={lang}>{first}</p>
                    {second && (
                      <p class="soft" lang={other}>
                        {second}
                      </p>
                    )}
                  </div>
                </li>
              );
            })}
          </ol>
        )}
      </Pages>
    </div>
  );
}
