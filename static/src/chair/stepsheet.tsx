/** A step of the agenda as a form: a new one, or one to change or take off. */
import { useSignal } from "@preact/signals";
import { t, type Step } from "../core/client";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { sent, useOnce } from "../ui/once";
import { Sheet } from "../ui/sheet";
import { act } from "./act";
import { FromBefore, useBegun } from "./begun";
import { isEmpty, noPair, PairField, trimmed } from "./pairs";
import { useRoom } from "./room";
import { useClose } from "../ui/close";

const KINDS: Step["kind"][] = ["welcome", "purpose", "talk", "groups", "vision", "closing"];

export function StepSheet({ step, day, onClose: shut }: { step?: Step; day: number; onClose: () => void }) {
  const onClose = useClose(shut);
  const room = useRoom();
  const begun = useBegun(`step.${step?.id ?? "new"}`, {
    kind: step?.kind ?? ("talk" as Step["kind"]),
    day: String(step?.day ?? day),
    title: step?.title ?? noPair,
    body: step?.body ?? noPair,
    speaker: step?.speaker ?? "",
  });
  const { kind, title, body, speaker } = begun.value;
  const wrong = useSignal<{ field: string; say: string } | undefined>(undefined);
  const last = Math.max(room.workshop.value?.days.length ?? 1, day, step?.day ?? 1, 1);

  const save = useOnce(async () => {
    if (isEmpty(title)) {
      wrong.value = { field: "title", say: t("new.wrong_title") };
      return;
    }
    const words = { title: trimmed(title), body: trimmed(body), speaker: speaker.trim() };
    const when = { day: Number(begun.value.day) };
    const saved = begun.sent();
    const reply = step
      ? await act(room.client, "step.edit", { step: step.id, ...when, ...words }, true)
      : await act(room.client, "step.add", { kind, ...when, ...words }, true);
    if (reply.refused) {
      wrong.value = { field: (reply.field ?? "title").split(".")[0]!, say: reply.say };
      return;
    }
    if (saved() || !step) onClose(); // a new one is there now: what was typed since begins another
  });
  const drop = async () => {
    const reply = await act(room.client, "step.drop", { step: step!.id });
    if (reply.refused) return;
    begun.drop();
    onClose();
  };
  const wrongAt = (field: string) => (wrong.value?.field === field ? wrong.value.say : undefined);

  return (
    <Sheet title={step ? t("step.edit") : t("step.add")} onClose={onClose}>
      <form class="stack" onSubmit={sent(save)} noValidate>
        <FromBefore of={begun} />
        {!step && (
          <div class="field">
            <label class="field-label" for="step-kind">
              {t("step.kind")}
            </label>
            <select
              id="step-kind"
              class="input"
              value={kind}
              onChange={(event) => begun.set({ kind: event.currentTarget.value as Step["kind"] })}
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
            value={begun.value.day}
            onChange={(event) => begun.set({ day: event.currentTarget.value })}
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
          value={title}
          wrong={wrongAt("title")}
          onText={(pair) => begun.set({ title: pair })}
        />
        {(kind === "talk" || step?.kind === "talk") && (
          <Field
            id="step-speaker"
            label={t("role.presenter")}
            optional
            value={speaker}
            wrong={wrongAt("speaker")}
            onText={(text) => begun.set({ speaker: text })}
          />
        )}
        <PairField
          id="step-body"
          label={t("c.details")}
          optional
          lines={3}
          value={body}
          wrong={wrongAt("body")}
          onText={(pair) => begun.set({ body: pair })}
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
