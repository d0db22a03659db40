/** Do cards go to the table at once, or past its leader first? One question, with what it means in a sentence. */
import { t } from "../core/client";
import { Choices } from "../ui/choice";

export type Approve = "once" | "first";

export function ApproveChoice(p: { name: string; value: Approve; onPick: (value: Approve) => void }) {
  return (
    <div class="stack-tight">
      <Choices
        name={p.name}
        label={t("approve.label")}
        value={p.value}
        of={(["once", "first"] as const).map((value) => ({ value, say: t(`approve.${value}`) }))}
        onPick={p.onPick}
      />
      <p class="field-hint">{t(`approve.${p.value}_say`)}</p>
    </div>
  );
}
