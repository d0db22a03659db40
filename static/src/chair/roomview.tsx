/** Every group at a glance, and the moves that touch them all at once. */
import { Pause, Play, Square } from "lucide-preact";
import { useSignal } from "@preact/signals";
import { t, type Board, type BoardPhase } from "../core/client";
import { Button } from "../ui/button";
import { gathered, GoBack } from "../ui/goback";
import { act, actOnEach } from "./act";
import { Calls } from "./calls";
import { VisionBar } from "./count/bar";
import { GroupTile, PHASES } from "./grouptile";
import { Minutes } from "./minutes";
import { useRoom } from "./room";

export function RoomView() {
  const room = useRoom();
  const groups = room.groups.value;
  return (
    <div class="stack roomview">
      <Calls />
      <VisionBar />
      <AllGroups />
      {groups.length === 0 && <p class="empty">{t("room.no_groups")}</p>}
      <ul class="tiles">
        {groups.map((group) => (
          <GroupTile key={group.id} group={group} />
        ))}
      </ul>
    </div>
  );
}

/** One bar for the whole room: its phase, its timer, its locks. */
function AllGroups() {
  const room = useRoom();
  const { client } = room;
  const asking = useSignal(false);
  const back = useSignal(false);
  const go = (phase: BoardPhase) => void act(client, "board.move_all", { phase });
  const boards = client.all("board").value;
  const count = (phase: BoardPhase) => boards.filter((board) => board.phase === phase).length;
  const timed = (is: (board: Board) => boolean) => boards.filter((board) => board.timer !== null && is(board));
  const running = timed((board) => board.timer?.ends != null);
  const paused = timed((board) => board.timer?.left != null);
  const each = (name: "timer.pause" | "timer.resume" | "timer.stop", of: readonly Board[]) =>
    void actOnEach(client, name, of.map(({ id: board }) => ({ board })));
  const lock = (of: readonly Board[], locked: boolean) =>
    void actOnEach(client, "board.lock", of.map(({ id: board }) => ({ board, locked })));
  const start = (seconds: number) => void actOnEach(client, "timer.start", boards.map(({ id: board }) => ({ board, seconds })));
  const submitted = boards.filter((board) => board.submitted !== null).length;
  const ready = boards.filter((board) => board.ready != null).length;
  const unlocked = boards.filter((board) => !board.locked);
  return (
    <section class="panel allbar" aria-labelledby="allbar">
      <div class="row-apart">
        <h2 id="allbar">{t("group.all")}</h2>
        <span class="num soft row">
          {ready > 0 && <span class="tag tag-accent">{t("room.ready_n", { n: ready, of: boards.length })}</span>}
          {t("room.submitted_n", { n: submitted, of: boards.length })}
        </span>
      </div>
      <div class="allbar-rows">
        <div class="phases" role="group" aria-label={t("room.phase_all")}>
          {PHASES.map((phase) => (
            <button
              type="button"
              key={phase}
              class="phase"
              aria-pressed={boards.length > 0 && count(phase) === boards.length}
              onClick={() => (phase === "write" && gathered(client, boards) > 0 ? (back.value = true) : go(phase))}
            >
              <span>{t(`phase.${phase}`)}</span>
              <span class="num phase-count">{count(phase)}</span>
            </button>
          ))}
        </div>
        <div class="row">
          <Button icon={Play} haspopup="dialog" onTap={() => (asking.value = true)}>
            {t("room.timer_all")}
          </Button>
          {running.length > 0 && (
            <Button icon={Pause} onTap={() => each("timer.pause", running)}>
              {t("timer.pause")}
            </Button>
          )}
          {paused.length > 0 && (
            <Button icon={Play} onTap={() => each("timer.resume", paused)}>
              {t("timer.resume")}
            </Button>
          )}
          {running.length + paused.length > 0 && (
            <Button icon={Square} onTap={() => each("timer.stop", timed(() => true))}>
              {t("timer.stop")}
            </Button>
          )}
          {unlocked.length > 0 ? (
            <Button onTap={() => lock(unlocked, true)}>{t("room.lock_all")}</Button>
          ) : (
            <Button onTap={() => lock(boards, false)}>{t("room.unlock_all")}</Button>
          )}
        </div>
      </div>
      {back.value && (
        <GoBack n={gathered(client, boards)} onGo={() => go("write")} onClose={() => (back.value = false)} />
      )}
      {asking.value && (
        <Minutes
          title={t("room.timer_all")}
          onPick={start}
          onClose={() => (asking.value = false)}
        />
      )}
    </section>
  );
}
