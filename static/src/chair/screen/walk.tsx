/** Previous and next theme, and back to all of them: on the screens at once, or in what is being prepared. */
import { ArrowLeft, ArrowRight, LayoutList } from "lucide-preact";
import { t, type Id } from "../../core/client";
import { both } from "../../ui/bits";
import { Button } from "../../ui/button";
import type { Place } from "./model";

export function Walk({ place, onGo }: { place: Place; onGo: (theme: Id | null) => void }) {
  const { at, of, theme, before, after } = place;
  const none = of === 0 && t("show.none");
  return (
    <div class="walk">
      <p class="small num" role="status">
        {theme ? t("show.one", { n: at, of, title: both(theme.title) }) : t("show.all")}
      </p>
      <div class="walk-keys">
        <Button
          small
          icon={ArrowLeft}
          label={t("show.before")}
          why={none || (at <= 1 && t("show.first"))}
          onTap={() => onGo(before)}
        >
          {t("present.previous")}
        </Button>
        <Button
          small
          icon={ArrowRight}
          label={t("show.after")}
          why={none || (at === of && t("show.last"))}
          onTap={() => onGo(after)}
        >
          {t("act.next")}
        </Button>
        <Button small icon={LayoutList} pressed={at === 0} onTap={() => onGo(null)}>
          {t("show.all")}
        </Button>
      </div>
    </div>
  );
}
