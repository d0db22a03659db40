/* Where the result is: still here, with the chair, or with the chair and changed since. */
import { t } from "../../core/strings";
import { timeText } from "../../ui/dates";
import { compare, howMany, type Outcome } from "../../ui/outcome";
import { use } from "../../phone/world";
import { handIns, prepared } from "./model";
import { summaryShown } from "./words";

/** The result as this device shows it, words still being typed included. */
export const outcomeHere = (): Outcome => ({ ...prepared(), summary: summaryShown() });

export function Standing() {
  const board = use().board.value!;
  const [last] = handIns();
  if (board.submitted === null || !last) return <p class="soft">{t("report.not_in")}</p>;
  const n = howMany(compare(last, outcomeHere()));
  return (
    <p class="row num" role="status">
      <span class="tag tag-accent">{t("report.in_at", { time: timeText(board.submitted) })}</span>
      {n > 0 && <span class="tag tag-amber">{t("report.changes", { n })}</span>}
    </p>
  );
}
