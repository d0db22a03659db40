/** How long? The usual lengths a tap away, any other in minutes. */
import { useSignal } from "@preact/signals";
import { t } from "../core/client";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { atOnce, Sheet } from "../ui/sheet";
import { whole } from "./plan";

const USUAL = [3, 5, 10, 15, 20, 30];
const MOST = 600;

export function Minutes(p: { title: string; onPick: (seconds: number) => void; onClose: () => void }) {
  const own = useSignal("");
  const wrong = useSignal("");
  const pick = (minutes: number) => {
    p.onPick(minutes * 60);
    p.onClose();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (whole(own.value, 1, MOST)) pick(Number(own.value));
    else wrong.value = t("new.wrong_number");
  };
  return (
    <Sheet title={p.title} onClose={atOnce(p.onClose)}>
      <div class="minutes">
        {USUAL.map((minutes) => (
          <Button key={minutes} onTap={() => pick(minutes)}>
            {t("timer.n_min", { n: minutes })}
          </Button>
        ))}
      </div>
      <form class="stack-tight" onSubmit={submit} noValidate>
        <Field
          id="own-minutes"
          label={t("timer.own")}
          type="number"
          inputMode="numeric"
          value={own.value}
          wrong={wrong.value}
          onText={(text) => (own.value = text)}
        />
        <div>
          <Button look="main" submit>
            {t("timer.start")}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
