/* Whether the group's result has gone to the chair. */
import { CircleCheck, Hourglass } from "lucide-preact";
import { t } from "../core/strings";
import { timeText } from "../ui/dates";
import { Icon } from "../ui/icons";
import { use } from "./world";

export function Submitted() {
  const { board, submission, leads } = use();
  const at = board.value?.submitted ?? null;
  const summary = at === null ? undefined : submission.value?.summary;
  return (
    <div class="part panel stack-tight">
      <p class="row">
        <Icon of={at === null ? Hourglass : CircleCheck} />
        <span class="grow">
          {at !== null ? t("report.sent", { time: timeText(at) }) : t(leads.value ? "report.not_sent_leader" : "report.not_sent")}
        </span>
      </p>
      {summary && <p>{summary}</p>}
    </div>
  );
}
