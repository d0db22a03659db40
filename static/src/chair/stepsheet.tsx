/** A step of the agenda as a form: a new one, or one to change or take off. */
import { useSignal } from "@preact/signals";
import { t, type Step } from "../core/client";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { sent, useOnce } from "../ui/once";
import { Sheet } from "../ui/sheet";
import { act } from "./act";
import { isEmpty, noPair, PairField, trimmed, type Pair } from "./pairs";
import { useRoom } from "./room";

const KINDS: Step["kind"][] = ["welcome", "purpose", "talk", "groups", "vision", "closing"];

export function StepSheet({ step, day, onClose }: { step?: Step; day: number; onClose: () => void }) {
  const room = useRoom();
  const kind = useSignal<Step["kind"]>(step?.kind ?? "talk");
  const onDay = useSignal(String(step?.day ?? day));
  const title = useSignal<Pair>(step?.title ?? noPair);
  const body = useSignal<Pair>(step?.body ?? noPair);
  const speaker = useSignal(step?.speaker ?? "");
  const wrong = useSignal<{ field: string; say: string } | undefined>(undefined);
  const last = Math.max(room.workshop.value?.days.length ?? 1, day, step?.day ?? 1, 1);

  const save = useOnce(async () => {
    if (isEmpty(title.value)) {
      wrong.value = { field: "title", say: t("new.wrong_title") };
      return;
    }
    const words = { title: trimmed(title.value), body: trimmed(body.value), speaker: speaker.value.trim() };
    const when = { day: Number(onDay.value) };
    const reply = step
      ? await act(room.client, "step.edit", { step: step.id, ...when, ...words }, true)
      : await act(room.client, "step.add", { kind: kind.value, ...when, ...words }, true);
    if (reply.refused) wrong.value = { field: String(reply.field ?? "title").split(".")[0]!, say: reply.say };
    else onClose();
  });
  const drop = async () => {
    const reply = await act(room.client, "step.drop", { step: step!.id });
    if (!reply.refused) onClose();
  };
  const wrongAt = (field: string) => (wrong.value?.field === field ? wrong.value.say : undefined);

  return (
    <Sheet title={step ? t("step.edit") : t("step.add")} onClose={onClose}>
      <form class="stack" onSubmit={sent(save)} noValidate>
        {!step && (
          <div class="field">
            <label class="field-label" for="step-kind">
              {t("step.kind")}
            </label>
            <select
              id="step-kind"
              class="input"
              value={kind.value}
              onChange={(event) => (kind.value = event.currentTarget.value as Step["kind"])}
            >
              {KINDS.map((name) => (
                <option key={name} value={name}>
                  {t(`step.kind.${name}`)}
                </option>
              ))}
            </select>
          </div>
        )}
        <div class="field">
          <label class="field-label" for="step-day">
            {t("step.day")}
          </label>
          <select
            id="step-day"
            class="input"
            value={onDay.value}
            onChange={(event) => (onDay.value = event.currentTarget.value)}
          >
            {Array.from({ length: last }, (_, i) => (
              <option key={i} value={String(i + 1)}>
                {t("stage.day", { n: i + 1 })}
              </option>
            ))}
          </select>
        </div>
        <PairField
          id="step-title"
          label={t("step.title")}
          value={title.value}
          wrong={wrongAt("title")}
          onText={(pair) => (title.value = pair)}
        />
        {(kind.value === "talk" || step?.kind === "talk") && (
          <Field
            id="step-speaker"
            label={t("role.presenter")}
            optional
            value={speaker.value}
            wrong={wrongAt("speaker")}
            onText={(text) => (speaker.value = text)}
          />
        )}
        <PairField
          id="step-body"
          label={t("c.details")}
          optional
          lines={3}
          value={body.value}
          wrong={wrongAt("body")}
          onText={(pair) => (body.value = pair)}
        />
        <div class="row">
          <Button look="main" submit>
            {t("act.save")}
          </Button>
          {step && (
            <Button look="loss" onTap={() => void drop()}>
              {t("step.drop")}
            </Button>
          )}
        </div>
      </form>
    </Sheet>
  );
}
