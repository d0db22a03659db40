/*
 * The leader's desk: the cards on one side (what waits first, then what may be double, then all of them), running the
 * table on the other. A phone shows one side at a time, a tablet both.
 */
import { useEffect, useRef } from "preact/hooks";
import { t } from "../core/strings";
import { goesRound } from "../phone/round";
import { use } from "../phone/world";
import { watchAlike } from "./desk/alike";
import { AlikeList } from "./desk/alikelist";
import { listen } from "./desk/drag";
import { Ghost } from "./desk/ghost";
import { CardList } from "./desk/list";
import { Asked } from "./desk/sheets";
import { type Side, side, waiting, watchTable, wide } from "./desk/state";
import { feel } from "./desk/steady";
import { Tray } from "./desk/tray";
import { Calls } from "./calls";
import { Deeds } from "./deeds";
import { GroupPart } from "./group";
import { Hidden } from "./hidden";
import { Locks } from "./locks";
import { People } from "./people";
import { SpotlightBar } from "./spotlight";
import { Stage } from "./stage";
import { ByHand } from "./table/panel";
import { Clock } from "./clock";
import { Result } from "./result";
import { BuiltOn } from "./undo";
import { VoteSettings } from "./votes";

export function Desk() {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Who comes because something waits finds it in front of them; a device on its way round shows no cards.
    if (goesRound()) side.value = "table";
    else if (waiting.peek().length) side.value = "cards";
    const stops = [feel(root.current!), listen(root.current!), watchAlike(), watchTable(() => use().board.value?.id)];
    return () => stops.forEach((stop) => stop());
  }, []);
  useEffect(() => {
    // The top line grows with what must be known now; what sticks below it must not slip under.
    const top = document.querySelector<HTMLElement>(".top");
    if (!top || typeof ResizeObserver === "undefined") return;
    const watch = new ResizeObserver(() => root.current?.style.setProperty("--top", `${top.offsetHeight}px`));
    watch.observe(top);
    return () => watch.disconnect();
  }, []);
  return (
    <div class="part desk" ref={root}>
      <h1 class="unseen">{t("tab.desk")}</h1>
      {!wide.value && (
        <div class="desk-above">
          <Switch />
          <SpotlightBar slim />
        </div>
      )}
      {(wide.value || side.value === "cards") && <CardsSide />}
      {(wide.value || side.value === "table") && <TableSide />}
      <Asked />
      <BuiltOn />
      <Ghost />
    </div>
  );
}

/** Always in the same place; what waits on the other side shows as a number. */
function Switch() {
  const n = waiting.value.length;
  const sides: [Side, string][] = [
    ["table", t("mod.side_table")],
    ["cards", t("mod.side_cards")],
  ];
  return (
    <div class="desk-switch" role="group" aria-label={t("tab.desk")}>
      {sides.map(([one, say]) => (
        <button type="button" key={one} class="btn" aria-pressed={side.value === one} onClick={() => (side.value = one)}>
          {say}
          {one === "cards" && n > 0 && (
            <span class="badge num">
              {n}
              <span class="unseen"> {t("mod.wait")}</span>
            </span>
          )}
        </button>
      ))}
    </div>
  );
}

function CardsSide() {
  return (
    <div class="desk-side desk-cards">
      <Tray />
      <AlikeList />
      <CardList />
      <Hidden />
    </div>
  );
}

/** Running the table: a panel of its own for each thing a leader does. What the phase is for stands first. */
function TableSide() {
  const reports = use().board.value?.phase === "report";
  // One and the same in both places: a sheet that is open in it stays open.
  const result = <Result key="result" />;
  return (
    <div class="desk-side desk-table">
      {wide.value && <SpotlightBar />}
      <Stage />
      {reports && result}
      <Calls />
      <Locks />
      <Clock />
      <People />
      <ByHand />
      <VoteSettings />
      {!reports && result}
      <GroupPart />
      <Deeds />
    </div>
  );
}
