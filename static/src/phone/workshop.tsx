/* What this gathering is: its purposes, its agenda day by day, and the talks. */
import { t } from "../core/strings";
import type { Step } from "../core/client";
import { Both } from "../ui/bits";
import { dayText, daysText } from "../ui/dates";
import { use } from "./world";

export function WorkshopTab() {
  const { workshop, steps } = use();
  const { title, programme, venue, days, purposes } = workshop.value;
  const numbers = [...new Set(steps.value.map((step) => step.day))].sort((a, b) => a - b);
  return (
    <div class="part stack wide">
      <header class="stack-tight">
        <Both of={title} as="h1" />
        <Both of={programme} as="p" />
        <p class="soft num">{daysText(days)}</p>
        <p class="soft">
          <Both of={venue} />
        </p>
      </header>
      {purposes.length > 0 && (
        <section class="stack-tight">
          <h2>{t("stage.purpose")}</h2>
          <ol class="purposes">
            {purposes.map((purpose, i) => (
              <li key={i}>
                <Both of={purpose} />
              </li>
            ))}
          </ol>
        </section>
      )}
      <section class="stack-tight">
        <h2>{t("stage.agenda")}</h2>
        {steps.value.length === 0 && <p class="soft">{t("st.empty")}</p>}
        {numbers.map((day) => (
          <div key={day} class="stack-tight">
            <h3 class="soft num">
              {days[day - 1] ? dayText(days[day - 1]!) : t("stage.day", { n: day })}
            </h3>
            <ol class="agenda">
              {steps.value.map((step) => step.day === day && <Line key={step.key} step={step} />)}
            </ol>
          </div>
        ))}
      </section>
    </div>
  );
}

function Line({ step }: { step: Step }) {
  const now = use().workshop.value.step === step.id;
  const body = step.body.lo || step.body.en;
  return (
    <li class={now ? "step step-now" : "step"} aria-current={now ? "step" : undefined}>
      <span class="row">
        <Both of={step.title} />
        {now && <span class="tag tag-accent">{t("workshop.now")}</span>}
      </span>
      {step.kind === "talk" && <span class="soft small">{t("c.presentation")}</span>}
      {step.speaker && <span class="soft small">{step.speaker}</span>}
      {body && (
        <details class="fold">
          <summary class="small">{t("c.details")}</summary>
          <Both of={step.body} as="p" />
        </details>
      )}
    </li>
  );
}
