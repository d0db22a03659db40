/* Inside the workshop: the top line, the parts, and the tabs between them. */
import { Building, LayoutList, SlidersHorizontal, Sparkles, UserRound } from "lucide-preact";
import { useEffect } from "preact/hooks";
import { t } from "../core/strings";
import { Banner, Both } from "../ui/bits";
import { Icon, type LucideIcon } from "../ui/icons";
import { GroupSign } from "../ui/marks";
import { atOnce, Sheet } from "../ui/sheet";
import { onePress } from "../ui/press";
import { Timer } from "../ui/timer";
import { BoardTab } from "./board";
import { Chime } from "./chime";
import { watchGiven } from "./given";
import { later, Later } from "./later";
import { watchLead } from "./lead";
import { Lit, Presenting } from "./lit";
import { watchMethods } from "./methods";
import { Nudge } from "./nudge";
import { Offer } from "./offer";
import { closeSheet, opened, sheets } from "./open";
import { watchSeat } from "./rise";
import { go, type Tab, use } from "./world";

/* The board is here at once; the rest comes when it is wanted, and by itself once the phone is at rest. */
const rest = later(() => import("./rest"));
const SOON = 1_500;
const REST = 4_000;

onePress();

export function Inside() {
  const { tab, leads, person } = use();
  const shown = tab.value === "desk" && !leads.value ? "board" : tab.value;
  useEffect(() => {
    const calm = [setTimeout(sheets.load, SOON), setTimeout(rest.load, REST)];
    return () => calm.forEach(clearTimeout);
  }, []);
  // Whose votes were left at another table reads of it at once.
  const moved = !!person.value?.moved?.length;
  useEffect(() => {
    if (moved) rest.load();
  }, [moved]);
  useEffect(watchLead, []);
  useEffect(watchSeat, []);
  useEffect(watchMethods, []);
  useEffect(watchGiven, []);
  const parts = rest.state.value;
  const here = parts !== null && typeof parts === "object" ? parts : null;
  const Watch = leads.value && here ? here.watch : null;
  const Moved = here?.moved;
  return (
    <div class={`inside inside-${shown}`}>
      <Top shown={shown} />
      <main id="main" tabIndex={-1}>
        {shown === "board" ? <BoardTab /> : <Later from={rest} show={shown} />}
      </main>
      <Tabs shown={shown} />
      {opened.value && (
        <Later
          from={sheets}
          show="Opened"
          frame={(inside) => (
            <Sheet title={t("card.acts")} onClose={atOnce(closeSheet)}>
              {inside}
            </Sheet>
          )}
        />
      )}
      {Moved && <Moved />}
      <Nudge />
      <Chime />
      {Watch && <Watch />}
    </div>
  );
}

/** Where we are, in one line that never moves; below it only what must be known now. */
function Top({ shown }: { shown: Tab }) {
  const { client, group, board, workshop } = use();
  const { stale, waiting } = client.status.value;
  return (
    <header class="top">
      <div class="top-line">
        {group.value ? (
          <GroupSign group={group.value}>
            <span class="top-name">
              <Both of={group.value.name} />
            </span>
          </GroupSign>
        ) : (
          <span class="top-name strong">
            <Both of={workshop.value.title} />
          </span>
        )}
        <span class="top-now">
          <span class="top-phase">{board.value && t(`phase.${board.value.phase}`)}</span>
          <Timer timer={board.value?.timer} />
        </span>
      </div>
      {workshop.value.state === "closed" && <Banner>{t("phone.closed.inside")}</Banner>}
      {stale && <Banner>{waiting ? t("phone.offline.cards", { n: waiting }) : t("phone.offline")}</Banner>}
      <Presenting />
      <Offer there={shown === "vision"} />
      {shown === "board" && <Lit />}
    </header>
  );
}

function Tabs({ shown }: { shown: Tab }) {
  const { leads } = use();
  const tabs: [Tab, LucideIcon][] = [
    ["board", LayoutList],
    ...(leads.value ? [["desk", SlidersHorizontal] as [Tab, LucideIcon]] : []),
    ["workshop", Building],
    ["vision", Sparkles],
    ["me", UserRound],
  ];
  return (
    <nav class="tabs" aria-label={t("phone.tabs")}>
      {tabs.map(([tab, icon]) => (
        <button type="button" key={tab} aria-current={tab === shown ? "page" : undefined} onClick={() => go(tab)}>
          <Icon of={icon} />
          <span>{t(`tab.${tab}`)}</span>
          {tab === "desk" && <Badge />}
        </button>
      ))}
    </nav>
  );
}

/** How many cards wait for this table's leader. */
function Badge() {
  const { client, board } = use();
  const n = client.all("card").value.filter((one) => one.pending && !one.hidden && !one.withdrawn && one.board === board.value?.id).length;
  return n === 0 ? null : (
    <span class="badge num">
      {n}
      <span class="unseen"> {t("mod.wait")}</span>
    </span>
  );
}
