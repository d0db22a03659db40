/* From any card on to the theme it went into. */
import { ArrowRight } from "lucide-preact";
import type { Id, Theme } from "../core/client";
import { t } from "../core/strings";
import { both } from "../ui/bits";
import { Icon } from "../ui/icons";
import { themeOf } from "./became";
import { jumpToTheme } from "./jump";

export function Onward({ theme, onTap }: { theme: Theme; onTap: () => void }) {
  return (
    <button
      type="button"
      class="onward"
      style={{ "--theme": `var(--group-${theme.colour % 8})` }}
      onClick={onTap}
    >
      <span class="grow">
        <span class="small soft">{t("trail.in_theme")} </span>
        <span class="strong clamp-2">{both(theme.title)}</span>
      </span>
      <Icon of={ArrowRight} />
    </button>
  );
}

/** On the board, where the card stands; nothing before it is in a theme. */
export function OnwardFrom({ card }: { card: Id }) {
  const theme = themeOf(card);
  return theme ? <Onward theme={theme} onTap={() => jumpToTheme(theme.id)} /> : null;
}
