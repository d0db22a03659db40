/* The group's result as its leader prepares it: pick, order, sum up, look at it as the chair will, hand it in, present it. */
import { Eye, Send, Undo2 } from "lucide-preact";
import { useState } from "preact/hooks";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { timeText } from "../ui/dates";
import { compare, howMany, type Outcome } from "../ui/outcome";
import { Result as Drawn } from "../ui/result";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { use } from "../phone/world";
import { why } from "../phone/why";
import { give } from "./give";
import { handIns, prepared } from "./report/model";
import { Order } from "./report/order";
import { Pick } from "./report/pick";
import { Presenting } from "./report/presenting";
import { SummaryPart } from "./report/summary";
import { clashes, save, summaryShown } from "./report/words";

export function Result() {
  const board = use().board.value!;
  const ready = board.phase === "report";
  const begun = ready || board.phase === "vote";
  return (
    <section class={begun ? "panel stack report" : "panel stack"} aria-labelledby="desk-result">
      <h2 id="desk-result">{t("lead.result")}</h2>
      {ready ? <Prepare /> : begun ? <Coming /> : <p class="soft">{t("report.later")}</p>}
    </section>
  );
}

function Prepare() {
  const now: Outcome = { ...prepared(), summary: summaryShown() };
  return (
    <>
      <Presenting />
      <Standing now={now} />
      <div class="report-work">
        <Pick />
        <div class="stack">
          <section class="stack-tight" aria-labelledby="report-order">
            <h3 id="report-order">{t("report.order")}</h3>
            <Order of={now} />
          </section>
          <SummaryPart />
        </div>
      </div>
      <HandIn now={now} />
    </>
  );
}

/** While the vote is on: what comes next, the ranking where it may be seen, and the summary that can be begun. */
function Coming() {
  const { rounds, progress } = use();
  const p = progress.value;
  return (
    <>
      <p class="soft">{t("report.coming")}</p>
      {p && <p class="num">{t("lead.voters", { n: p.voters, all: p.people })}</p>}
      <div class="report-work">
        {rounds.value[0]?.live && <Pick />}
        <SummaryPart />
      </div>
    </>
  );
}

/** Where the result is: still here, with the chair, or with the chair and changed since. */
function Standing({ now }: { now: Outcome }) {
  const board = use().board.value!;
  const [last] = handIns();
  if (board.submitted === null || !last) return <p class="soft">{t("report.not_in")}</p>;
  const n = howMany(compare(last, now));
  return (
    <p class="row num" role="status">
      <span class="tag tag-accent">{t("report.in_at", { time: timeText(board.submitted) })}</span>
      {n > 0 && <span class="tag tag-amber">{t("report.changes", { n })}</span>}
    </p>
  );
}

function HandIn({ now }: { now: Outcome }) {
  const board = use().board.value!;
  const [looking, setLooking] = useState(false);
  const [last] = handIns();
  const about = { board: board.id };
  const again = board.submitted !== null && last !== undefined;
  const nothing = again && howMany(compare(last, now)) === 0;
  const submit = async () => {
    setLooking(false);
    // The words typed last go first: the chair gets what the leader sees.
    if (!(await save())) return toast(t(clashes() ? "report.decide_first" : "report.not_kept"));
    await give("board.submit", about, { say: t("lead.did_submit"), undo: () => void give("board.recall", about) });
  };
  const send = (
    <Button
      look="main"
      wide
      icon={Send}
      why={why("board.submit", board) ?? (nothing && t("report.nothing_new"))}
      onTap={() => void submit()}
    >
      {t(again ? "report.submit_again" : "lead.submit")}
    </Button>
  );
  return (
    <div class="report-end">
      <Button wide icon={Eye} haspopup="dialog" onTap={() => setLooking(true)}>
        {t("report.preview")}
      </Button>
      {send}
      {again && (
        <div class="stack-tight">
          <Button wide icon={Undo2} why={why("board.recall", board)} onTap={() => void give("board.recall", about)}>
            {t("lead.recall")}
          </Button>
          <p class="soft small">{t("lead.recall_say")}</p>
        </div>
      )}
      {looking && (
        <Sheet title={t("report.preview_title")} onClose={() => setLooking(false)}>
          <Drawn of={now} />
          {send}
        </Sheet>
      )}
    </div>
  );
}

