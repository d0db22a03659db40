/* The group's board: what this phase is for, the cards by kind, and one thing to do at the bottom. */
import { Milestone, Undo2 } from "lucide-preact";
import { useState } from "preact/hooks";
import type { Board, BoardPhase } from "../core/client";
import { t } from "../core/strings";
import { Both } from "../ui/bits";
import { Button } from "../ui/button";
import { type CardKind, KINDS } from "../ui/kinds";
import { KindMark } from "../ui/marks";
import { PhotoButton, PhotoStrip } from "../ui/photo";
import { toast } from "../ui/toast";
import { showBecame, unseen } from "./became";
import { type BoardView, type Shown, theBoard, type Thread } from "./cards";
import { Composer } from "./composer";
import { groupWord, GroupChoice } from "./join";
import { filter } from "./jump";
import { Results } from "./results";
import { Vote } from "./vote";
import { Submitted } from "./report";
import { Sections, Unsent } from "./threads";
import { use } from "./world";
import { aboutOwn, why } from "./why";

export function BoardTab() {
  const { board, group, workshop, step, leads } = use();
  if (!group.value) return <NoGroup />;
  if (!board.value) return <p class="empty">{t("st.loading")}</p>;
  const phase = board.value.phase;
  return (
    <>
      <h1 class="unseen">{groupWord(group.value.number)}</h1>
      {step.value && step.value.kind !== "groups" && (
        <p class="explain row">
          <span class="tag tag-accent">{t("workshop.now")}</span>
          <Both of={step.value.title} />
        </p>
      )}
      <p class="explain">
        {/* Where a leader reads first, nobody may be told that only they can read it (R11). */}
        {t(explained(phase, workshop.value.approve && !(phase === "write" && leads.value)))}{" "}
        {closed(board.value) && <strong>{closed(board.value)}</strong>}
      </p>
      <div class="board-photos">
        <PhotoStrip at={{ board: board.value.id }} />
        <PhotoButton at={{ board: board.value.id }} />
      </div>
      <Unsent replies={phase === "write" || phase === "reveal"} />
      {(phase === "vote" || phase === "report") && <NotInVote />}
      {phase === "vote" ? <Vote /> : phase === "report" ? <Report /> : <Cards />}
    </>
  );
}

/** What the phase is for; where the leader reads first, who reads what is another sentence. */
const explained = (phase: BoardPhase, approve: boolean): string =>
  `phase.${phase}.${approve && (phase === "write" || phase === "reveal") ? "approve" : "say"}`;

/** What was private until now and did not come along leaves no gap that only its author sees. */
function NotInVote() {
  const { hidden, waits } = unseen.value;
  if (!hidden && !waits) return null;
  const facts = [waits && t("board.not_waits", { n: waits }), hidden && t("board.not_hidden", { n: hidden })];
  return (
    <div class="explain stack-tight">
      <p class="num">
        <strong>{t("board.not_in_vote", { n: hidden + waits })}:</strong> {facts.filter(Boolean).join(", ")}.
      </p>
      <Button small icon={Milestone} onTap={showBecame}>
        {t("became.title")}
      </Button>
    </div>
  );
}

/** What a leader has closed on this board, as far as it matters in this phase. */
function closed(board: Board): string | null {
  // While cards are private, nobody may be told that all can be read.
  if (board.phase === "write") return board.locked ? t("lock.all_shut_write") : board.posting === false ? t("lock.posting_shut_write") : null;
  if (board.locked) return t("lock.all_shut");
  if (board.phase === "vote") return board.voting === false ? t("lock.voting_shut") : null;
  return board.phase !== "report" && board.posting === false ? t("lock.posting_shut") : null;
}

function NoGroup() {
  const { client, workshop } = use();
  const [chosen, setChosen] = useState<number | null>(null);
  const choose = why("person.choose", { person: client.me.value.person! }) === null;
  if (!choose || workshop.value.assign !== "choose") return <h1 class="empty plain">{t("phone.no_group")}</h1>;
  const sit = async () => {
    if (chosen === null) return;
    const reply = await client.send("person.choose", { group: chosen });
    if (reply.refused !== undefined) toast(reply.say);
  };
  return (
    <div class="part stack">
      <h1>{t("join.choose_group")}</h1>
      <GroupChoice value={chosen} onPick={setChosen} />
      <Button look="main" wide why={chosen === null ? t("err.group_needed") : null} onTap={() => void sit()}>
        {t("join.button")}
      </Button>
    </div>
  );
}

function Cards() {
  const { progress, board, workshop } = use();
  const view = theBoard();
  const counts = progress.value;
  return (
    <>
      {counts && board.value?.phase === "write" && (
        <p class="explain soft small num">
          {t(workshop.value.named ? "phone.group_has" : "phone.group_has_threes", { cards: counts.cards, writers: counts.writers, people: counts.people })}
        </p>
      )}
      {view.here.length > 8 && <Filter view={view} />}
      {view.here.length === 0 && <p class="empty">{t(`phone.empty.${board.value?.phase === "write" ? "write" : "reveal"}`)}</p>}
      <Sections view={view} only={filter.value} />
      <Withdrawn cards={view.withdrawn} />
      <Composer cards={heads(view)} />
    </>
  );
}

function Report() {
  return (
    <>
      <Submitted />
      <Results />
      {/* A leader may still add what was said aloud. */}
      {use().leads.value && <Composer cards={heads(theBoard())} />}
    </>
  );
}

/** What stands for itself: what says the same is folded under its head, and answered and counted there. */
const heads = (view: BoardView): Shown[] => tops([...view.threads.values()].flat());
const tops = (threads: Thread[]): Shown[] => threads.flatMap((one) => [one.top, ...tops(one.answers)]);

function Filter({ view }: { view: BoardView }) {
  const all = heads(view);
  const count = (kind: CardKind | "all") => all.filter((card) => kind === "all" || card.kind === kind).length;
  return (
    <div class="filter" role="group" aria-label={t("act.filter")}>
      {(["all", ...KINDS] as const).map((kind) => (
        <button
          type="button"
          key={kind}
          class="btn btn-small"
          aria-pressed={filter.value === kind}
          onClick={() => {
            filter.value = kind;
          }}
        >
          {kind === "all" ? t("phone.all") : <KindMark kind={kind} />}
          <span class="num">{count(kind)}</span>
        </button>
      ))}
    </div>
  );
}

function Withdrawn({ cards }: { cards: Shown[] }) {
  const { client } = use();
  if (!cards.length) return null;
  return (
    <details class="section fold">
      <summary>{t("board.withdrawn", { n: cards.length })}</summary>
      <ul class="cards">
        {cards.map((card) => (
          <li key={card.key} class="card card-quiet">
            <div class="row-apart">
              <KindMark kind={card.kind} />
              <Button
                small
                icon={Undo2}
                why={card.card ? why("card.return", aboutOwn(card)) : t("st.saving")}
                onTap={() => card.card && client.post("card.return", { card: card.card.id }, { label: card.text })}
              >
                {t("board.return")}
              </Button>
            </div>
            <p lang={card.lang}>{card.text}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}

