/** The shared vision board as it forms: themes, how broadly each is held, and some of the cards it came from. */
import { lang, t, type Source, type Theme } from "../core/client";
import { Count } from "../ui/count";
import { GroupSign } from "../ui/marks";
import { Pages } from "./pages";
import { useScene } from "./scene";
import { pair, Titled } from "./words";

const PER_PAGE = 5;
/** Cards shown beside a theme. */
const FEW = 2;

export function Vision() {
  const scene = useScene();
  const themes = scene.themes.value;
  return (
    <div class="sheet-picture">
      <Titled text={scene.step.value?.title} />
      {themes.length === 0 ? (
        <p class="waiting">{t("screen.no_themes")}</p>
      ) : (
        <Pages of={themes} per={PER_PAGE}>
          {(page) => (
            <ol class="vision" data-roomy={page.length <= 3 || undefined} style={{ "--rows": Math.max(2, page.length) }}>
              {page.map((theme) => (
                <Line
                  key={theme.id}
                  theme={theme}
                  sources={(scene.sourcesOf.value.get(theme.id) ?? []).slice(0, page.length > 2 ? FEW : FEW + 1)}
                />
              ))}
            </ol>
          )}
        </Pages>
      )}
    </div>
  );
}

function Line({ theme, sources }: { theme: Theme; sources: readonly Source[] }) {
  const scene = useScene();
  const { first, lang: use, second, other } = pair(theme.title);
  const groups = scene.groups.value;
  return (
    <li class="line" style={{ "--hue": `var(--group-${theme.colour % 8})` }}>
      <div class="line-title">
        <p class="line-first" lang={use}>
          {first}
        </p>
        {second && (
          <p class="line-second" lang={other}>
            {second}
          </p>
        )}
      </div>
      <ul class="line-cards">
        {sources.map((source) => (
          <Quote key={source.id} source={source} />
        ))}
      </ul>
      <p class="line-weight num">
        <strong>{t("desk.breadth", { n: theme.groups.length, of: groups.length })}</strong>
        <Count of={theme} />
      </p>
    </li>
  );
}

function Quote({ source }: { source: Source }) {
  const group = useScene().groups.value.find((one) => one.id === source.group);
  return (
    <li class="quote">
      {group && <GroupSign group={group} />}
      <span class="quote-text" lang={source.lang === lang.value ? undefined : source.lang}>
        {source.text}
      </span>
    </li>
  );
}
