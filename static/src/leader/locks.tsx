/* Closing the board for a while, wholly or by halves: each lock says what it does, and what is so now. */
import { Lock, LockOpen } from "lucide-preact";
import type { Board, BoardPhase } from "../core/client";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { use } from "../phone/world";
import { why } from "../phone/why";
import { give } from "./give";

type What = "posting" | "voting" | "all";

const shut = (board: Board, what: What): boolean => (what === "all" ? board.locked : board[what] === false);

/** While cards are private there is nothing that all could still read. */
function saying(what: What, closed: boolean, phase: BoardPhase): string {
  const id = `lock.${what}_${closed ? "is" : "say"}`;
  return phase === "write" && READS.includes(id) ? `${id}_write` : id;
}
const READS = ["lock.posting_say", "lock.all_is"];

export function Locks() {
  return (
    <section class="panel locks" aria-labelledby="desk-locks">
      <h2 id="desk-locks">{t("lock.title")}</h2>
      <ul class="stack-tight">
        {(["posting", "voting", "all"] as const).map((what) => (
          <li key={what}>
            <OneLock what={what} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneLock({ what }: { what: What }) {
  const board = use().board.value!;
  const closed = shut(board, what);
  const turn = (locked: boolean) => ({ board: board.id, locked, what });
  return (
    <div class={closed ? "lock lock-shut" : "lock"}>
      <div class="grow">
        <p>
          <span class="strong">{t(`lock.${what}`)}</span>{" "}
          <span class={closed ? "tag tag-amber" : "tag"}>{t(closed ? "lock.is_shut" : "lock.is_open")}</span>
        </p>
        <p class="soft small">{t(saying(what, closed, board.phase))}</p>
      </div>
      <Button
        icon={closed ? LockOpen : Lock}
        label={t(closed ? "lock.open_what" : "lock.shut_what", { what: t(`lock.${what}`) })}
        why={why("board.lock", board)}
        onTap={() =>
          void give("board.lock", turn(!closed), {
            say: t(closed ? "lock.did_open" : "lock.did_shut", { what: t(`lock.${what}`) }),
            undo: () => void give("board.lock", turn(closed)),
          })
        }
      >
        {t(closed ? "lock.open" : "lock.shut")}
      </Button>
    </div>
  );
}
