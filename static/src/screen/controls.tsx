/** The screen's own few controls. They come when somebody stirs at its laptop, and go from the picture by themselves. */
import { Maximize } from "lucide-preact";
import { t } from "../core/client";
import { Icon } from "../ui/icons";
import { drafting } from "./draft";
import { lookAway } from "./look";
import { useScene } from "./scene";
import { choose, type ScreenView, type ThemeView, themeOf, view, VIEWS } from "./views";
import { pair } from "./words";

export function Controls() {
  // In a frame of the chair's page it is a picture alone.
  if (drafting || parent !== window) return null;
  return (
    <aside class="controls" aria-label={t("view.projector")}>
      <ViewChoice />
      <FullScreen />
    </aside>
  );
}

/** Several screens in one room need not show the same. */
function ViewChoice() {
  const themes = useScene().themes.value;
  const now = view.value;
  const gone = themeOf(now) !== undefined && !themes.some((theme) => theme.id === themeOf(now));
  return (
    <select
      class="btn"
      aria-label={t("screen.this")}
      value={now}
      onChange={(event) => {
        lookAway();
        choose(event.currentTarget.value as ScreenView | ThemeView);
        event.currentTarget.blur();
      }}
    >
      {VIEWS.map((one) => (
        <option key={one} value={one}>
          {t(`links.view.${one}`)}
        </option>
      ))}
      {gone && <option value={now}>{t("trail.gone")}</option>}
      {themes.map((theme) => {
        const { first, lang } = pair(theme.title);
        return (
          <option key={theme.id} value={`theme.${theme.id}`} lang={lang}>
            {first}
          </option>
        );
      })}
    </select>
  );
}

function FullScreen() {
  if (!document.fullscreenEnabled) return null;
  const turn = () =>
    void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  return (
    <button type="button" class="btn" onClick={turn}>
      <Icon of={Maximize} />
      {t("view.fullscreen")}
    </button>
  );
}
