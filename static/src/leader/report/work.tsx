/* Where the result is made: pick, put in order, sum up; look at it as the chair will, and send it. */
import { Eye, Send } from "lucide-preact";
import { useState } from "preact/hooks";
import { t } from "../../core/strings";
import { Button } from "../../ui/button";
import { compare, howMany } from "../../ui/outcome";
import { Result as Drawn } from "../../ui/result";
import { atOnce, Sheet } from "../../ui/sheet";
import { toast } from "../../ui/toast";
import { use } from "../../phone/world";
import { why } from "../../phone/why";
import { give } from "../give";
import { handIns } from "./model";
import { Order } from "./order";
import { Pick } from "./pick";
import { outcomeHere, Standing } from "./standingline";
import { SummaryPart } from "./summary";
import { clashes, save } from "./words";

/**
 * In the vote and after it one and the same page: what is written in it is never another field because the table moved
 * on. Each part keeps its place among its neighbours, there or not.
 */
export function Work() {
  const { board, rounds } = use();
  const ready = board.value!.phase === "report";
  return (
    <>
      {ready ? <Standing /> : <Coming />}
      <div class="report-work">
        {ready || rounds.value[0]?.live ? <Pick /> : null}
        <div class="stack" key="own">
          {ready ? (
            <section class="stack-tight" aria-labelledby="report-order">
              <h3 id="report-order">{t("report.order")}</h3>
              <Order of={outcomeHere()} />
            </section>
          ) : null}
          <SummaryPart key="summary" />
        </div>
      </div>
      {ready && <HandIn />}
    </>
  );
}

/** While the vote is on: how far it is. The ranking is told where it may be seen, and the summary can be begun. */
function Coming() {
  const p = use().progress.value;
  return (
    <>
      <p class="soft">{t("report.coming")}</p>
      {p && <p class="num">{t("lead.voters", { n: p.voters, all: p.people })}</p>}
      {p && p.handed > 0 && <p class="soft small num">{t("vote.handed_in", { n: p.handed })}</p>}
    </>
  );
}

/** Always at the bottom, under the thumb. */
function HandIn() {
  const [looking, setLooking] = useState(false);
  return (
    <div class="report-end">
      <Button icon={Eye} haspopup="dialog" onTap={() => setLooking(true)}>
        {t("report.preview")}
      </Button>
      <SendIt />
      {looking && (
        <Sheet title={t("report.preview_title")} onClose={atOnce(() => setLooking(false))}>
          <Drawn of={outcomeHere()} />
          <SendIt wide onDone={() => setLooking(false)} />
        </Sheet>
      )}
    </div>
  );
}

function SendIt({ wide, onDone }: { wide?: boolean; onDone?: () => void }) {
  const board = use().board.value!;
  const [last] = handIns();
  const again = board.submitted !== null && last !== undefined;
  const nothing = again && howMany(compare(last, outcomeHere())) === 0;
  const about = { board: board.id };
  const submit = async () => {
    onDone?.();
    // The words typed last go first: the chair gets what the leader sees.
    if (!(await save())) toast(t(clashes() ? "report.decide_first" : "report.not_kept"));
    else await give("board.submit", about, { say: t("lead.did_submit"), undo: () => void give("board.recall", about) });
  };
  return (
    <Button
      look="main"
      wide={wide ?? false}
      icon={Send}
      why={why("board.submit", board) ?? (nothing && t("report.nothing_new"))}
      onTap={() => void submit()}
    >
      {t(again ? "report.submit_again" : "report.submit")}
    </Button>
  );
}
