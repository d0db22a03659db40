import { Minus, Plus } from "lucide-preact";
import { t } from "../core/strings";
import { Button } from "./button";

/** A small number changed by taps; no keyboard comes up. */
export function Stepper(p: { label: string; value: number; least: number; most: number; onSet: (n: number) => void }) {
  return (
    <div class="row-apart stepper" role="group" aria-label={p.label}>
      <span class="grow">{p.label}</span>
      <Button
        icon={Minus}
        label={t("ui.less", { what: p.label })}
        why={p.value <= p.least ? t("ui.least", { n: p.least }) : null}
        onTap={() => p.onSet(p.value - 1)}
      />
      <output class="strong num stepper-value">{p.value}</output>
      <Button
        icon={Plus}
        label={t("ui.more", { what: p.label })}
        why={p.value >= p.most ? t("ui.most", { n: p.most }) : null}
        onTap={() => p.onSet(p.value + 1)}
      />
    </div>
  );
}
