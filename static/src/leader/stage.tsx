/* The four phases, forward and back, each with what will happen in plain words; and the lock. */
import { ArrowLeft, ArrowRight, Lock, LockOpen } from "lucide-preact";
import type { BoardPhase } from "../core/client";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { use } from "../phone/world";
import { why } from "../phone/why";
import { give } from "./give";

const PHASES: BoardPhase[] = ["write", "reveal", "vote", "report"];

export function Stage() {
  const board = use().board.value!;
  const at = PHASES.indexOf(board.phase);
  const [back, next] = [PHASES[at - 1], PHASES[at + 1]];
  const not = why("board.move", board);
  const move = (phase: BoardPhase) =>
    void give(
      "board.move",
      { board: board.id, phase },
      {
        say: t("lead.moved", { phase: t(`phase.${phase}`) }),
        undo: () => void give("board.move", { board: board.id, phase: board.phase }),
      },
    );
  const lockSay = board.locked ? t("lead.unlock_say") : t("lead.lock_say");
  return (
    <section class="panel stack" aria-labelledby="desk-stage">
      <h2 id="desk-stage">{t("lead.stage")}</h2>
      <ol class="phases">
        {PHASES.map((phase) => (
          <li key={phase} aria-current={phase === board.phase ? "step" : undefined}>
            {t(`phase.${phase}`)}
          </li>
        ))}
      </ol>
      {next && (
        <div class="stack-tight">
          <Button look="main" wide icon={ArrowRight} why={not} onTap={() => move(next)}>
            {t(`lead.to_${next}`)}
          </Button>
          <p class="soft small">{t(`lead.to_${next}.say`)}</p>
        </div>
      )}
      {back && (
        <div class="stack-tight">
          <Button wide icon={ArrowLeft} why={not} onTap={() => move(back)}>
            {t("lead.back_to", { phase: t(`phase.${back}`) })}
          </Button>
          <p class="soft small">{t(`lead.back_${back}.say`)}</p>
        </div>
      )}
      <div class="stack-tight">
        <Button
          wide
          icon={board.locked ? LockOpen : Lock}
          why={why("board.lock", board)}
          onTap={() => void give("board.lock", { board: board.id, locked: !board.locked })}
        >
          {t(board.locked ? "lead.unlock" : "lead.lock")}
        </Button>
        <p class="soft small">{lockSay}</p>
      </div>
    </section>
  );
}
