/* Sending the group's result to the chair, and taking it back. */
import { Send, Undo2 } from "lucide-preact";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { timeText } from "../ui/dates";
import { Field } from "../ui/field";
import { use } from "../phone/world";
import { why } from "../phone/why";
import { give } from "./give";

export function Result() {
  const { client, submission } = use();
  const board = use().board.value!;
  const summary = client.draft("submit.summary");
  const about = { board: board.id };
  const submit = async () => {
    const text = summary.value.trim();
    const done = await give(
      "board.submit",
      { ...about, ...(text ? { summary: text } : {}) },
      { say: t("lead.did_submit"), undo: () => void give("board.recall", about) },
    );
    if (done) summary.value = "";
  };
  return (
    <section class="panel stack" aria-labelledby="desk-result">
      <h2 id="desk-result">{t("lead.result")}</h2>
      {board.submitted === null ? (
        <>
          <p class="soft">{t("lead.submit_say")}</p>
          <Field
            id="desk-summary"
            label={t("lead.summary")}
            optional
            lines={3}
            value={summary.value}
            onText={(text) => {
              summary.value = text;
            }}
          />
          <Button look="main" wide icon={Send} why={why("board.submit", board)} onTap={() => void submit()}>
            {t("lead.submit")}
          </Button>
        </>
      ) : (
        <>
          <p class="num">{t("report.sent", { time: timeText(board.submitted) })}</p>
          {submission.value?.summary && <p class="quote">{submission.value.summary}</p>}
          <Button wide icon={Undo2} why={why("board.recall", board)} onTap={() => void give("board.recall", about)}>
            {t("lead.recall")}
          </Button>
          <p class="soft small">{t("lead.recall_say")}</p>
        </>
      )}
    </section>
  );
}
