/** One group as the chair sees it: who it is, where it stands, how far it is, and the moves at hand. */
import { Check, CircleCheck, Lock, LockOpen, MoreHorizontal, Pause, Play, Plus } from "lucide-preact";
import { useSignal } from "@preact/signals";
import { t, type Board, type BoardPhase, type Group, type Progress } from "../core/client";
import { Button } from "../ui/button";
import { gathered, GoBack } from "../ui/goback";
import { GroupSign } from "../ui/marks";
import { Timer } from "../ui/timer";
import { act } from "./act";
import { GroupSheet } from "./groupsheet";
import { Minutes } from "./minutes";
import { useRoom } from "./room";
import { groupName, hour } from "./words";

export const PHASES: BoardPhase[] = ["write", "reveal", "vote", "report"];

export function GroupTile({ group }: { group: Group }) {
  const room = useRoom();
  const board = room.boardOf.value.get(group.id);
  const more = useSignal(false);
  const name = groupName(group);
  return (
    <li class="tile" aria-label={name}>
      <div class="tile-head">
        <GroupSign group={group}>
          <strong>{name}</strong>
        </GroupSign>
        <Button
          look="bare"
          icon={MoreHorizontal}
          haspopup="dialog"
          label={t("room.more_of", { who: name })}
          onTap={() => (more.value = true)}
        />
      </div>
      {board && (
        <>
          {board.ready != null && (
            <p class="tag tag-accent tile-ready">
              <CircleCheck class="icon" strokeWidth={2} aria-hidden="true" />
              {t("room.ready_since", { time: hour(board.ready) })}
            </p>
          )}
          <Steps board={board} name={name} />
          <Facts here={room.client.presence.value.groups[group.id] ?? 0} progress={room.progressOf.value.get(group.id)} />
          <Moves board={board} name={name} />
          {more.value && <GroupSheet group={group} board={board} onClose={() => (more.value = false)} />}
        </>
      )}
    </li>
  );
}

/** The four phases in order; the one the board is in is pressed, any other is one tap away. */
function Steps({ board, name }: { board: Board; name: string }) {
  const { client } = useRoom();
  const back = useSignal(false);
  const go = (phase: BoardPhase) => void act(client, "board.move", { board: board.id, phase });
  const press = (phase: BoardPhase) => {
    if (phase === board.phase) return;
    if (phase === "write" && gathered(client, [board]) > 0) back.value = true;
    else go(phase);
  };
  return (
    <div class="phases" role="group" aria-label={t("room.phase_of", { who: name })}>
      {back.value && (
        <GoBack n={gathered(client, [board])} onGo={() => go("write")} onClose={() => (back.value = false)} />
      )}
      {PHASES.map((phase) => (
        <button
          type="button"
          key={phase}
          class="phase"
          aria-pressed={board.phase === phase}
          onClick={() => press(phase)}
        >
          {t(`phase.${phase}`)}
        </button>
      ))}
    </div>
  );
}

function Facts({ here, progress: p }: { here: number; progress: Progress | undefined }) {
  const facts: [string, string | number][] = [
    ["room.here", t("room.of", { n: here, of: p?.people ?? 0 })],
    ["room.cards", p?.cards ?? 0],
    ["room.writers", p?.writers ?? 0],
    ["room.voters", p?.voters ?? 0],
  ];
  return (
    <>
      <dl class="facts">
        {facts.map(([id, value]) => (
          <div key={id}>
            <dt>{t(id)}</dt>
            <dd class="num">{value}</dd>
          </div>
        ))}
      </dl>
      {p && p.handed > 0 && <p class="soft small num">{t("vote.handed_in", { n: p.handed })}</p>}
    </>
  );
}

function Moves({ board, name }: { board: Board; name: string }) {
  const { client } = useRoom();
  const asking = useSignal(false);
  const about = { board: board.id };
  const { timer } = board;
  return (
    <div class="tile-foot">
      {!timer && (
        <Button small icon={Play} haspopup="dialog" onTap={() => (asking.value = true)}>
          {t("timer.title")}
        </Button>
      )}
      {timer && (
        <>
          <Timer timer={timer} />
          {timer.ends !== null ? (
            <Button look="bare" icon={Pause} label={t("room.pause_of", { who: name })} onTap={() => void act(client, "timer.pause", about)} />
          ) : (
            <Button look="bare" icon={Play} label={t("room.resume_of", { who: name })} onTap={() => void act(client, "timer.resume", about)} />
          )}
          <Button
            look="bare"
            icon={Plus}
            label={t("room.add1_of", { who: name })}
            onTap={() => void act(client, "timer.add", { ...about, seconds: 60 })}
          >
            1
          </Button>
        </>
      )}
      <Button
        look="bare"
        icon={board.locked ? Lock : LockOpen}
        pressed={board.locked}
        label={t("room.lock_of", { who: name })}
        class="tile-lock"
        onTap={() => void act(client, "board.lock", { ...about, locked: !board.locked })}
      />
      {board.submitted !== null && (
        <span class="tag tag-accent">
          <Check class="icon" strokeWidth={2} aria-hidden="true" />
          {t("room.submitted_at", { time: hour(board.submitted) })}
        </span>
      )}
      {asking.value && (
        <Minutes
          title={t("room.timer_of", { who: name })}
          onPick={(seconds) => void act(client, "timer.start", { ...about, seconds })}
          onClose={() => (asking.value = false)}
        />
      )}
    </div>
  );
}
