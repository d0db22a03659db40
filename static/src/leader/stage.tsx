/* Where the table stands: the four phases forward and back, each with what will happen. */
import { ArrowLeft, ArrowRight, Inbox, Vote } from "lucide-preact";
import { useState } from "preact/hooks";
import type { BoardPhase } from "../core/client";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { gathered, GoBack } from "../ui/goback";
import { use } from "../phone/world";
import { moved, side, waiting } from "./desk/state";
import { give } from "./give";
import { whyNot } from "./open";
import { votable } from "./table/votable";
import { drawn } from "../ui/drawn";

const PHASES: BoardPhase[] = ["write", "reveal", "vote", "report"];

export function Stage() {
  const board = use().board.value!;
  const at = PHASES.indexOf(board.phase);
  const cards = votable(use().client.all("card").value, board.id).length;
  const [back, next] = [PHASES[at - 1], PHASES[at + 1]];
  const not = whyNot("board.move");
  const [asking, setAsking] = useState(false);
  const move = (phase: BoardPhase) => {
    moved.value = phase;
    void give(
      "board.move",
      { board: board.id, phase },
      {
        say: t("lead.moved", { phase: t(`phase.${phase}`) }),
        undo: () => void give("board.move", { board: board.id, phase: board.phase }),
      },
    );
  };
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
      <Wait />
      {next && (
        <div class="stack-tight">
          {next !== "reveal" && <Ready to={next} cards={cards} />}
          <Button look={next === "vote" && !cards ? "plain" : "main"} wide icon={next === "vote" ? Vote : ArrowRight} why={not} onTap={() => move(next)}>
            {t(`lead.to_${next}`)}
          </Button>
          <p class="soft small">{t(`lead.to_${next}.say`)}</p>
        </div>
      )}
      {back && (
        <div class="stack-tight">
          <Button
            wide
            icon={ArrowLeft}
            why={not}
            onTap={() => (back === "write" && gathered(use().client, [board]) > 0 ? setAsking(true) : move(back))}
          >
            {t("lead.back_to", { phase: t(`phase.${back}`) })}
          </Button>
          <p class="soft small">{t(`lead.back_${back}.say`)}</p>
          {asking && (
            <GoBack n={gathered(use().client, [board])} onGo={() => move(back)} onClose={() => setAsking(false)} />
          )}
        </div>
      )}
    </section>
  );
}

/** Cards that nobody sees until the leader has said yes: said before the group is taken further, and as long as they wait. */
function Wait() {
  const n = waiting.value.length;
  if (!n) return null;
  return (
    <Button wide icon={Inbox} class="num" onTap={openTray}>
      {t("lead.waiting_n", { n })}
    </Button>
  );
}

function openTray(): void {
  side.value = "cards";
  // On a phone the tray is drawn only now.
  drawn(() => {
    const tray = document.getElementById("desk-tray");
    if (!tray) return;
    tray.tabIndex = -1;
    tray.focus({ preventScroll: true });
    tray.scrollIntoView({ block: "start" });
  });
}

/** What there is to vote on and by whom; then, how many have. Counts only. */
function Ready({ to, cards }: { to: BoardPhase; cards: number }) {
  const { client, group, progress } = use();
  if (to === "report") {
    const p = progress.value;
    return p ? (
      <p class="strong num">
        {t("lead.voters", { n: p.voters, all: p.people })}
        {p.handed > 0 && <span class="soft small"> · {t("vote.handed_in", { n: p.handed })}</span>}
      </p>
    ) : null;
  }
  const seated = client.all("person").value.filter((one) => one.group === group.value?.id && one.seated && !one.removed).length;
  const { counted, groups } = client.presence.value;
  const here = (groups[String(group.value?.id)] ?? 0) + seated;
  return (
    <p class="strong num">
      {counted ? t("lead.to_vote_n", { cards, here }) : t("lead.to_vote_cards", { cards })}
      {cards === 0 && (
        <>
          <br />
          <span class="tag tag-amber">{t("vote.no_cards")}</span>
        </>
      )}
    </p>
  );
}
