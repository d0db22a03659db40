/** What can be done with the picked cards; there only while some are picked, always in the same place. */
import { X } from "lucide-preact";
import { t } from "../../core/client";
import { Button } from "../../ui/button";
import { useRoom } from "../room";
import { useDesk } from "./model";

export function PickedBar() {
  const desk = useDesk();
  const room = useRoom();
  const cards = [...desk.picked.all];
  if (cards.length === 0) return null;
  const anyPlaced = cards.some((id) => room.placed.value.has(id));
  return (
    <div class="picked" role="region" aria-label={t("desk.picked_region")}>
      <strong class="num" role="status">
        {t("desk.picked", { n: cards.length })}
      </strong>
      <Button look="main" onTap={() => (desk.asking.value = { what: "new", cards })}>
        {t("desk.new")}
      </Button>
      {room.themes.value.length > 0 && (
        <Button haspopup="dialog" onTap={() => (desk.asking.value = { what: "to", cards })}>
          {t("desk.to_theme")}
        </Button>
      )}
      {desk.within.value !== undefined && (
        <Button onTap={() => (desk.asking.value = { what: "split", cards })}>{t("desk.split")}</Button>
      )}
      {anyPlaced && <Button onTap={() => void desk.putBack(cards)}>{t("desk.put_back")}</Button>}
      <Button look="bare" icon={X} onTap={() => desk.picked.clear()} class="picked-clear">
        {t("desk.clear")}
      </Button>
    </div>
  );
}
