/** The agenda: days and their steps; where the room is; going there; adding and changing steps. */
import { Pencil, Play, Plus } from "lucide-preact";
import { signal } from "@preact/signals";
import { t, type Step } from "../core/client";
import { both } from "../ui/bits";
import { Button } from "../ui/button";
import { act } from "./act";
import { CallCount } from "./calls";
import { useRoom } from "./room";
import { StepSheet } from "./stepsheet";
import { date } from "./words";

/** The step being changed, or the day a new one is for. */
const open = signal<{ step?: Step; day: number } | undefined>(undefined);

export function Rail() {
  const room = useRoom();
  const workshop = room.workshop.value;
  const steps = room.steps.value;
  const days = [...new Set([...steps.map((step) => step.day), ...(workshop?.days ?? []).map((_, i) => i + 1)])];
  days.sort((a, b) => a - b);
  const at = steps.findIndex((step) => step.id === workshop?.step);
  const next = steps[at + 1];
  const go = (step: Step) => void act(room.client, "step.go", { step: step.id });
  return (
    <nav class="rail" aria-label={t("stage.agenda")}>
      <CallCount />
      {next && (
        <Button look="main" wide icon={Play} onTap={() => go(next)} class="rail-next">
          <span class="rail-next-words">
            <span>{t("stage.next")}</span>
            <span class="small">{both(next.title)}</span>
          </span>
        </Button>
      )}
      {days.map((day) => (
        <section key={day} aria-label={t("stage.day", { n: day })}>
          <div class="rail-day">
            <h2>{t("stage.day", { n: day })}</h2>
            {workshop?.days[day - 1] && <span class="soft small num">{date(workshop.days[day - 1]!)}</span>}
          </div>
          <ol>
            {steps
              .filter((step) => step.day === day)
              .map((step) => (
                <li key={step.id} class="rail-step">
                  <button
                    type="button"
                    class="rail-go"
                    aria-current={step.id === workshop?.step ? "step" : undefined}
                    onClick={() => step.id !== workshop?.step && go(step)}
                  >
                    <span>{both(step.title)}</span>
                    <span class="soft small">
                      {step.id === workshop?.step ? t("step.now") : t(`step.kind.${step.kind}`)}
                    </span>
                  </button>
                  <Button
                    look="bare"
                    icon={Pencil}
                    label={t("step.edit_what", { what: both(step.title) })}
                    onTap={() => (open.value = { step, day })}
                  />
                </li>
              ))}
          </ol>
          <Button look="bare" small icon={Plus} onTap={() => (open.value = { day })}>
            {t("step.add")}
          </Button>
        </section>
      ))}
      {open.value && <StepSheet key={open.value.step?.id ?? "new"} {...open.value} onClose={() => (open.value = undefined)} />}
    </nav>
  );
}
