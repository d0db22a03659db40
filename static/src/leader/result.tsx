/* The group's result on the desk: where it stands, and the ways to prepare it, to present it and to take it back. */
import { ListOrdered, Undo2 } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { atOnce, Sheet } from "../ui/sheet";
import { use } from "../phone/world";
import { why } from "../phone/why";
import { give } from "./give";
import { handIns, prepared } from "./report/model";
import { Presenting } from "./report/presenting";
import { Standing } from "./report/standingline";
import { Work } from "./report/work";

export function Result() {
  const board = use().board.value!;
  const [open, setOpen] = useState(false);
  const ready = board.phase === "report";
  const begun = ready || board.phase === "vote";
  useEffect(() => {
    if (!begun) setOpen(false); // it would come back by itself
  }, [begun]);
  const handed = board.submitted !== null && handIns().length > 0;
  return (
    <section class="panel stack report" aria-labelledby="desk-result">
      <h2 id="desk-result">{t("lead.result")}</h2>
      {!begun && <p class="soft">{t("report.later")}</p>}
      {ready && <Standing />}
      {ready && <Brief />}
      {begun && (
        <Button wide look={ready && !handed ? "main" : "plain"} icon={ListOrdered} haspopup="dialog" onTap={() => setOpen(true)}>
          {t(ready ? "report.prepare" : "report.begin")}
        </Button>
      )}
      {ready && <Presenting />}
      {handed && (
        <div class="stack-tight">
          <Button
            wide
            icon={Undo2}
            why={why("board.recall", board)}
            onTap={() => void give("board.recall", { board: board.id })}
          >
            {t("lead.recall")}
          </Button>
          <p class="soft small">{t("lead.recall_say")}</p>
        </div>
      )}
      {open && begun && (
        <Sheet full title={t("lead.result")} onClose={atOnce(() => setOpen(false))}>
          <Work />
        </Sheet>
      )}
    </section>
  );
}

/** What is picked so far, a line for each. */
function Brief() {
  const now = prepared();
  if (!now.picked) return null;
  return (
    <ol class="report-brief">
      {now.cards.map((one) => (
        <li key={one.id}>
          <span class="clamp-1" lang={one.lang}>
            {one.text}
          </span>
        </li>
      ))}
    </ol>
  );
}
