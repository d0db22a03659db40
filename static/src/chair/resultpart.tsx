/** A group's result as it was handed in, with what changed since the time before; and the group presented on the screen. */
import { Projector } from "lucide-preact";
import { t, type Board, type Group, type Presentation } from "../core/client";
import { Button } from "../ui/button";
import { handedIn } from "../ui/outcome";
import { Remote } from "../ui/remote";
import { Result, Voters } from "../ui/result";
import { act } from "./act";
import { useRoom } from "./room";
import { groupName, hour } from "./words";

export function ResultPart({ group, board }: { group: Group; board: Board }) {
  const { client } = useRoom();
  const give = (name: "board.submit" | "board.recall" | "round.rerun") => void act(client, name, { board: board.id });
  return (
    <section class="stack" aria-labelledby="group-result">
      <h3 id="group-result">{t("lead.result")}</h3>
      <Submitted board={board} />
      <Presenting group={group} board={board} />
      <div class="row">
        <Button onTap={() => give("board.submit")}>{t(board.submitted === null ? "room.submit" : "report.submit_again")}</Button>
        {board.submitted !== null && <Button onTap={() => give("board.recall")}>{t("room.recall")}</Button>}
        <Button onTap={() => give("round.rerun")}>{t("room.rerun")}</Button>
      </div>
    </section>
  );
}

function Submitted({ board }: { board: Board }) {
  const room = useRoom();
  const mine = room.client.all("submission").value.filter((one) => one.board === board.id);
  const [last, earlier] = [...mine].sort((a, b) => b.number - a.number);
  if (!last || board.submitted === null) return <p class="soft">{t("result.none")}</p>;
  return (
    <div class="stack-tight">
      <p class="row num">
        <span class="tag tag-accent">{t("room.submitted_at", { time: hour(board.submitted) })}</span>
        {last.number > 1 && <span class="soft small">{t("result.nth", { n: last.number })}</span>}
      </p>
      <Voters of={last.people} />
      <Result marks of={handedIn(last, room.card.value, earlier)} />
    </div>
  );
}

/** The chair may present any group, and turn its pages. */
function Presenting({ group, board }: { group: Group; board: Board }) {
  const { client } = useRoom();
  const shown = client.one<Presentation>(`presentation:${board.id}`).value;
  const present = (on: boolean) => void act(client, "board.present", { board: board.id, on });
  const may = client.may("board.present", board);
  if (!shown)
    return (
      <div class="row">
        <Button icon={Projector} why={!may && t("err.wrong_phase")} onTap={() => present(true)}>
          {t("present.start")}
        </Button>
        <span class="soft small grow">{t("present.chair_say")}</span>
      </div>
    );
  return (
    <section class="panel" aria-label={t("present.of", { group: groupName(group) })}>
      <Remote
        client={client}
        board={board}
        shown={shown}
        why={client.may("board.spotlight", board) ? null : t("err.wrong_phase")}
        onStop={() => present(false)}
      />
    </section>
  );
}
