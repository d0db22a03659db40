/** What a group's tile has no room for: its name, its timer in full, its voting rules, its result. */
import { useSignal } from "@preact/signals";
import { t, type Board, type Group } from "../core/client";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Photos } from "../ui/photo";
import { Sheet } from "../ui/sheet";
import { Timer } from "../ui/timer";
import { act } from "./act";
import { GroupCalls } from "./calls";
import { Minutes } from "./minutes";
import { PairField, trimmed, type Pair } from "./pairs";
import { whole } from "./plan";
import { ResultPart } from "./resultpart";
import { useRoom } from "./room";
import { groupName } from "./words";
import { useClose } from "../ui/close";

export function GroupSheet({ group, board, onClose: shut }: { group: Group; board: Board; onClose: () => void }) {
  const onClose = useClose(shut);
  return (
    <Sheet title={groupName(group)} onClose={onClose}>
      <GroupCalls group={group} />
      <TimerPart board={board} />
      <ResultPart group={group} board={board} />
      <PhotosPart board={board} />
      <VotingPart board={board} />
      <NamePart group={group} />
    </Sheet>
  );
}

/** All that the table shows in pictures, on its board and on its cards. */
function PhotosPart({ board }: { board: Board }) {
  const photos = useRoom()
    .client.all("photo")
    .value.filter((photo) => photo.board === board.id);
  if (!photos.length) return null;
  return (
    <section class="stack-tight" aria-labelledby="group-photos">
      <h3 id="group-photos">{t("photo.photos")}</h3>
      <Photos of={photos} />
    </section>
  );
}

function TimerPart({ board }: { board: Board }) {
  const { client } = useRoom();
  const asking = useSignal(false);
  const about = { board: board.id };
  if (asking.value)
    return (
      <Minutes
        title={t("timer.title")}
        onPick={(seconds) => void act(client, "timer.start", { ...about, seconds })}
        onClose={() => (asking.value = false)}
      />
    );
  return (
    <section class="stack-tight" aria-labelledby="group-timer">
      <h3 id="group-timer">{t("timer.title")}</h3>
      <div class="row">
        {board.timer && <Timer timer={board.timer} />}
        <Button onTap={() => (asking.value = true)}>{board.timer ? t("timer.reset") : t("timer.start")}</Button>
        {board.timer && <Button onTap={() => void act(client, "timer.add", { ...about, seconds: 60 })}>{t("timer.add1")}</Button>}
        {board.timer && <Button onTap={() => void act(client, "timer.stop", about)}>{t("timer.stop")}</Button>}
      </div>
    </section>
  );
}

function VotingPart({ board }: { board: Board }) {
  const { client } = useRoom();
  const round = client
    .all("round")
    .value.filter((r) => r.board === board.id)
    .sort((a, b) => b.number - a.number)[0];
  const budget = useSignal(String(round?.budget ?? ""));
  const cap = useSignal(String(round?.cap ?? 1));
  const live = useSignal(round?.live ?? false);
  const wrong = useSignal("");
  if (!round) return null;
  const save = async (event: Event) => {
    event.preventDefault();
    if ((budget.value.trim() && !whole(budget.value, 1, 1000)) || !whole(cap.value, 1, 100)) {
      wrong.value = t("new.wrong_number");
      return;
    }
    const data = { budget: budget.value.trim() ? Number(budget.value) : null, cap: Number(cap.value), live: live.value };
    const reply = await act(client, "round.set", { board: board.id, ...data }, true);
    wrong.value = reply.refused ? reply.say : "";
  };
  return (
    <form class="stack-tight" onSubmit={(event) => void save(event)} noValidate aria-labelledby="group-voting">
      <h3 id="group-voting">{t("new.voting")}</h3>
      <div class="pair-two">
        <Field
          id="round-budget"
          label={t("new.budget")}
          type="number"
          inputMode="numeric"
          value={budget.value}
          wrong={wrong.value}
          onText={(text) => (budget.value = text)}
        />
        <Field
          id="round-cap"
          label={t("new.cap")}
          type="number"
          inputMode="numeric"
          value={cap.value}
          onText={(text) => (cap.value = text)}
        />
      </div>
      <label class="check">
        <input type="checkbox" checked={live.value} onChange={(event) => (live.value = event.currentTarget.checked)} />
        {t("room.live")}
      </label>
      <div>
        <Button submit>{t("act.save")}</Button>
      </div>
    </form>
  );
}

function NamePart({ group }: { group: Group }) {
  const { client } = useRoom();
  const name = useSignal<Pair>(group.name);
  const wrong = useSignal("");
  const save = async (event: Event) => {
    event.preventDefault();
    const reply = await act(client, "group.rename", { group: group.id, name: trimmed(name.value) }, true);
    wrong.value = reply.refused ? reply.say : "";
  };
  return (
    <form class="stack-tight" onSubmit={(event) => void save(event)} noValidate>
      <PairField
        id="group-name"
        label={t("room.group_name")}
        value={name.value}
        wrong={wrong.value}
        onText={(pair) => (name.value = pair)}
      />
      <div>
        <Button submit>{t("act.save")}</Button>
      </div>
    </form>
  );
}
