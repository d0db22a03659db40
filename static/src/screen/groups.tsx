/** Groups at work: where each stands, its time, what it has so far. Counts only: nobody is singled out. */
import { Check } from "lucide-preact";
import { lang, t, type Board, type Group } from "../core/client";
import { GroupSign } from "../ui/marks";
import { leftOf, Timer } from "../ui/timer";
import { tick } from "../ui/clock";
import { Pages } from "./pages";
import { useScene } from "./scene";
import { pair, Titled } from "./words";

/** So many groups have a tile with room. */
const ROOMY = 6;

export function GroupsAtWork() {
  const scene = useScene();
  const groups = scene.groups.value;
  const shared = sharedTimer(groups.flatMap((group) => scene.boardOf.value.get(group.id) ?? []));
  const dense = groups.length > ROOMY;
  return (
    <div class="sheet-picture">
      <div class="groups-head">
        <Titled text={scene.titleOf("groups")} />
        {shared && (
          <p class="groups-timer">
            <Timer timer={shared} bare />
          </p>
        )}
      </div>
      <Pages of={groups} per={dense ? 9 : ROOMY}>
        {(page) => (
          <ul
            class={dense ? "work work-dense" : "work"}
            data-rows={page.length > 3 ? 2 : 1}
            data-even={(!dense && (page.length === 2 || page.length === 4)) || undefined}
          >
            {page.map((group) => (
              <Tile key={group.id} group={group} timed={!shared} dense={dense} />
            ))}
          </ul>
        )}
      </Pages>
    </div>
  );
}

/** Three lines to a group; with `dense` two, and the one number that matters in this phase. */
function Tile({ group, timed, dense }: { group: Group; timed: boolean; dense: boolean }) {
  const scene = useScene();
  const board = scene.boardOf.value.get(group.id);
  const progress = scene.progressOf.value.get(group.id);
  const { first, lang: use } = pair(group.name);
  const voting = board?.phase === "vote" || board?.phase === "report";
  const timer = timed && board?.timer && <Timer timer={board.timer} bare />;
  const cards = <span class="num">{t("screen.cards", { n: progress?.cards ?? 0 })}</span>;
  const voted = voting && (
    <span class="num">
      {t("screen.voted", { n: progress?.voters ?? 0, of: progress?.people ?? 0 })}
      {progress?.handed ? ` · ${t("vote.handed_in", { n: progress.handed })}` : ""}
    </span>
  );
  const few = voting ? (
    <span class="num">{t("room.of", { n: progress?.voters ?? 0, of: progress?.people ?? 0 })}</span>
  ) : (
    cards
  );
  return (
    <li class="work-tile" style={{ "--hue": `var(--group-${group.colour % 8})` }}>
      <p class="work-name">
        <GroupSign group={group}>
          <span lang={use === lang.value ? undefined : use}>{first || t("group.n", { n: group.number })}</span>
        </GroupSign>
        {dense && timer}
      </p>
      <p class="work-phase">
        {board?.submitted != null ? (
          <span class="work-done">
            <Check class="icon" strokeWidth={2.5} aria-hidden="true" />
            {t("screen.submitted")}
          </span>
        ) : (
          board && <span>{t(`phase.${board.phase}`)}</span>
        )}
        {dense ? few : timer}
      </p>
      {!dense && (
        <p class="work-counts">
          {cards}
          {voted}
        </p>
      )}
    </li>
  );
}

/** When all groups run on one clock, it is shown once and large. Within two seconds is one clock. */
function sharedTimer(boards: readonly Board[]): Board["timer"] {
  const [first, ...rest] = boards.map((board) => board.timer);
  if (!first || boards.length < 2) return null;
  const left = leftOf(first, tick.peek());
  const same = rest.every(
    (timer) =>
      timer && (timer.ends === null) === (first.ends === null) && Math.abs(leftOf(timer, tick.peek()) - left) < 2000,
  );
  return same ? first : null;
}
