/** Where it comes from and where it went: from a theme to its cards and all that hangs on them, from a card on to its theme. */
import { ArrowLeft } from "lucide-preact";
import { t } from "../../core/client";
import { Button } from "../../ui/button";
import { atOnce, Sheet } from "../../ui/sheet";
import { useRoom } from "../room";
import { CardPage } from "./card";
import { ClarifySheet } from "./clarify";
import { nameOf } from "./names";
import { ThemePage } from "./theme";
import { closeTrail, stepBack, trail } from "./trail";

export function Provenance() {
  const path = trail.value;
  const at = path.at(-1);
  return (
    <>
      {at && (
        <Sheet title={t("trail.title")} onClose={atOnce(closeTrail)} page={at}>
          <Walk path={path} />
        </Sheet>
      )}
      <ClarifySheet />
    </>
  );
}

function Walk({ path }: { path: readonly string[] }) {
  const room = useRoom();
  const at = path.at(-1);
  const before = path.at(-2);
  if (!at) return null;
  const [type, name] = at.split(":");
  const theme = type === "theme" ? room.theme.value.get(Number(name)) : undefined;
  const card = type === "card" ? room.card.value.get(Number(name)) : undefined;
  return (
    <div class="trail stack">
      {before && (
        <div>
          <Button small icon={ArrowLeft} onTap={stepBack} class="trail-back" label={t("trail.back", { what: nameOf(room, before).text })}>
            <span class="clamp-1">{nameOf(room, before).text}</span>
          </Button>
        </div>
      )}
      {theme && <ThemePage theme={theme} />}
      {card && <CardPage card={card} />}
      {!theme && !card && <p class="empty">{t("trail.gone")}</p>}
    </div>
  );
}
