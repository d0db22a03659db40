/* Why a card is not shown: three polite sentences at hand, or one's own. Its author reads what is in the field. */
import { t } from "../../core/strings";
import { Field } from "../../ui/field";
import { flatten } from "../../ui/flat";

const READY = ["said_already", "clearer", "other_topic"] as const;

export function Reasons(p: { value: string; onText: (text: string) => void; wrong?: string | null | undefined }) {
  return (
    <>
      <fieldset class="field">
        <legend class="field-label">{t("mod.ready_reasons")}</legend>
        <div class="stack-tight">
          {READY.map((reason) => {
            const sentence = t(`mod.reason.${reason}`);
            return (
              <label key={reason} class="pick">
                <input type="radio" name="reason" checked={p.value === sentence} onChange={() => p.onText(sentence)} />
                {sentence}
              </label>
            );
          })}
        </div>
      </fieldset>
      <Field id="hide-reason" label={t("mod.own_reason")} optional flat={flatten} lines={2} value={p.value} onText={p.onText} wrong={p.wrong} />
    </>
  );
}
