/** By which rule all themes are counted: each as a sentence and a formula, and what would change, before it is chosen. */
import { useSignal } from "@preact/signals";
import { Fragment } from "preact";
import { t, type Counting } from "../../core/client";
import { Button } from "../../ui/button";
import type { Close } from "../../ui/close";
import { FORMULA, ruleName, ruleWords } from "../../ui/counted";
import { byRule, figure, ofText, RULES } from "../../ui/number";
import { Stepper } from "../../ui/stepper";
import { act } from "../act";
import { useRoom } from "../room";
import { Row } from "./row";
import { asIf, ask, visionOf, whyNot } from "./state";

/** The first of them tell what a rule does to the board's head. */
const FEW = 7;

export function RulePage({ onDone }: { onDone: Close }) {
  const room = useRoom();
  const vision = visionOf(room);
  const rule = useSignal<Counting>(vision?.counting ?? "sum");
  const k = useSignal(vision?.k ?? 3);
  if (!vision) return null;
  const now = rule.value === vision.counting && (rule.value !== "top" || k.value === vision.k);
  const save = async (event: Event) => {
    event.preventDefault();
    const done = await act(room.client, "vision.count", { rule: rule.value, k: k.value });
    if (!done.refused) onDone();
  };
  return (
    <form class="stack rules-form" onSubmit={(event) => void save(event)}>
      <p class="soft">{t("count.choose_say")}</p>
      <fieldset class="rules">
        <legend class="field-label">{t("count.choose")}</legend>
        {RULES.map((one) => (
          <Fragment key={one}>
            <label class="pick rules-one">
              <input
                type="radio"
                name="rule"
                value={one}
                checked={rule.value === one}
                onChange={() => (rule.value = one)}
              />
              <span class="grow">
                <span class="strong">{ruleName(one, k.value)}</span>
                <span class="small">{ruleWords(one, k.value)}</span>
                <span class="rules-formula num" lang="en">
                  {FORMULA[one]}
                </span>
              </span>
            </label>
            {one === "top" && rule.value === "top" && (
              <Stepper label={t("count.k")} value={k.value} least={1} most={20} onSet={(n) => (k.value = n)} />
            )}
          </Fragment>
        ))}
      </fieldset>
      <div class="stack">
        <p class="soft small">{t(rule.value === "fresh" ? "count.legend_fresh" : "count.legend")}</p>
        <Would rule={rule.value} k={k.value} />
      </div>
      <div class="row rules-do">
        <Button look="main" submit why={whyNot(room, "vision.count") ?? (now && t("lead.nothing_changed"))}>
          {t("count.count_so")}
        </Button>
        {rule.value === "fresh" && (
          <Button haspopup="dialog" onTap={() => ask({ what: "poll" })}>
            {t("poll.title")}
          </Button>
        )}
      </div>
    </form>
  );
}

/** The themes in the order of that rule, with the number each would have. */
function Would({ rule, k }: { rule: Counting; k: number }) {
  const room = useRoom();
  const vision = visionOf(room);
  const themes = room.themes.value;
  if (!vision || themes.length === 0) return null;
  if (rule === "top" && k !== vision.k) return <p class="soft small">{t("count.k_later")}</p>;
  const would = asIf(vision, rule);
  const [first] = themes;
  return (
    <section class="stack-tight" aria-labelledby="rules-would">
      <h3 id="rules-would" class="small">
        {t("count.would")}
      </h3>
      <p class="soft small num">{ofText(figure(first!, would))}</p>
      <ol class="rules-would num">
        {[...themes].sort(byRule(would)).slice(0, FEW).map((theme) => (
          <Row key={theme.id} theme={theme} vision={would} />
        ))}
      </ol>
    </section>
  );
}
