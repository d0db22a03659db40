/** What can be done with the picked cards; there only while some are picked, always in the same place. */
import { ArrowDown, ArrowUp, Waypoints, X } from "lucide-preact";
import { t } from "../../core/client";
import { Button } from "../../ui/button";
import { openTrail } from "../provenance/trail";
import { useRoom } from "../room";
import { useDesk } from "./model";

export function PickedBar() {
  const desk = useDesk();
  const room = useRoom();
  const { picked, facts } = desk;
  if (picked.all.size === 0) return null;
  const cards = [...desk.acting.value];
  const away = picked.all.size - cards.length;
  const none = cards.length === 0 && t("desk.picked_away_none");
  const placeOf = facts.placeOf.value;
  const places = cards.map(placeOf);
  const within = desk.within.value;
  const ask = (what: "new" | "split" | "to") => (desk.asking.value = { what, cards });
  return (
    <div class="picked" role="region" aria-label={t("desk.picked_region")}>
      <strong class="num" role="status">
        {away > 0 ? t("desk.picked_away", { n: away, of: picked.all.size }) : t("desk.picked", { n: cards.length })}
      </strong>
      {away > 0 && <Button onTap={() => desk.include()}>{t("desk.picked_include")}</Button>}
      <Along />
      <Button look="main" haspopup="dialog" why={none} onTap={() => ask("new")}>
        {t("desk.new")}
      </Button>
      {room.themes.value.length > 0 && (
        <Button haspopup="dialog" why={none} onTap={() => ask("to")}>
          {t("desk.to_theme")}
        </Button>
      )}
      {within !== undefined && (
        <>
          <Button haspopup="dialog" onTap={() => ask("split")}>
            {t("desk.split")}
          </Button>
          <span class="picked-pair">
            <Button icon={ArrowUp} label={t("desk.cards_earlier")} onTap={() => void desk.move(within, cards, -1)} />
            <Button icon={ArrowDown} label={t("desk.cards_later")} onTap={() => void desk.move(within, cards, 1)} />
          </span>
        </>
      )}
      {places.some((place) => typeof place === "number") && (
        <Button onTap={() => void desk.putBack(cards)}>{t("desk.put_back")}</Button>
      )}
      {places.some((place) => place !== "aside") && (
        <Button onTap={() => void desk.park(cards, true)}>{t("desk.set_aside")}</Button>
      )}
      {places.some((place) => place === "aside") && (
        <Button onTap={() => void desk.park(cards, false)}>{t("desk.take_up")}</Button>
      )}
      {cards.length === 1 && (
        <Button icon={Waypoints} haspopup="dialog" onTap={() => openTrail(`card:${cards[0]!}`)}>
          {t("trail.open_card")}
        </Button>
      )}
      <Button look="bare" icon={X} onTap={() => picked.clear()} class="picked-clear">
        {t("desk.clear")}
      </Button>
    </div>
  );
}

/** Solutions travel with the problems they answer, unless one says otherwise. */
function Along() {
  const desk = useDesk();
  const cards = [...desk.acting.value];
  const on = desk.along.value;
  const answers = desk.facts.answers.value;
  if (!cards.some((id) => answers.has(id))) return null;
  return (
    <label class="check picked-along">
      <input type="checkbox" checked={on} onChange={(event) => (desk.along.value = event.currentTarget.checked)} />
      {on ? t("desk.along_n", { n: desk.withAlong(cards).length - cards.length }) : t("desk.along")}
    </label>
  );
}
