/* The one-paragraph summary, in Lao, in English or in both; each saves itself and says so. */
import { Languages } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import type { Lang } from "../../core/client";
import { lines } from "../../core/lines";
import { lang, t } from "../../core/strings";
import { length } from "../../core/words";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { SavedMark } from "../../ui/marks";
import { toast } from "../../ui/toast";
import { use } from "../../phone/world";
import { why } from "../../phone/why";
import { together } from "./standing";
import { decide, follow, own, recorded, save, saving, shown, stands, SUMMARY_MAX, tooLong, type, watchWords, wrong } from "./words";

export function SummaryPart() {
  const other: Lang = lang.value === "lo" ? "en" : "lo";
  const [both, setBoth] = useState(false);
  useEffect(watchWords, []);
  // Emptied to be written anew, it stays where it is.
  const second = both || shown(other) !== "" || own(other) !== undefined;
  return (
    <section class="stack" aria-labelledby="report-summary">
      <div>
        <h3 id="report-summary">{t("report.summary")}</h3>
        <p class="soft small">{t("report.summary_say")}</p>
      </div>
      <Words key={lang.value} which={lang.value} />
      {second ? (
        <Words key={other} which={other} />
      ) : (
        <Button icon={Languages} onTap={() => setBoth(true)}>
          {t(`report.add_${other}`)}
        </Button>
      )}
    </section>
  );
}

function Words({ which }: { which: Lang }) {
  const not = why("board.summarise", use().board.value ?? undefined);
  const text = shown(which);
  const left = SUMMARY_MAX - length(text, lines);
  const state = stands(which);
  return (
    <div class="stack-tight" onFocusOut={() => void save()}>
      <Field
        id={`report-${which}`}
        label={t(`view.${which}`)}
        lang={which}
        lines={4}
        value={text}
        wrong={tooLong(which) ? t("err.too_long", { max: SUMMARY_MAX }) : not}
        onText={(to) => type(which, to)}
      />
      <div class="row-apart report-state">
        <div>
          <p class={`small num ${left < 0 ? "chars-over" : "soft"}`}>{t("err.chars_left", { n: left })}</p>
          <Saved which={which} />
        </div>
        <Button small why={state === "unsaved" ? null : t(state === "changed" ? "report.decide_first" : "st.saved")} onTap={() => void save()}>
          {t("act.save")}
        </Button>
      </div>
      {state === "changed" && <Clash which={which} />}
    </div>
  );
}

/** Of one height whatever it says, with the button that never goes: what is below must not move under a finger. */
function Saved({ which }: { which: Lang }) {
  const state = stands(which);
  if (own(which) === undefined || state === "changed") return null;
  if (state === "same") return <SavedMark state="saved" />;
  if (saving.value) return <SavedMark state="saving" />;
  return <SavedMark state={wrong.value ? "refused" : "waiting"} say={wrong.value ?? t("report.unsaved")} />;
}

/** Two wrote at once: both texts stand here until one of the three ways is chosen. */
function Clash({ which }: { which: Lang }) {
  const [mine, theirs] = [own(which) ?? "", recorded(which)];
  const taken = () => {
    const back = follow(which);
    toast(t("report.took_theirs"), { label: t("act.undo"), act: back });
  };
  return (
    <div class="report-clash stack-tight" role="alert">
      <p class="strong">{t("report.clash")}</p>
      <p class="small soft">{t("report.clash_theirs")}</p>
      <p class="quote lines" lang={which}>
        {theirs || t("report.clash_empty")}
      </p>
      <div class="row">
        <Button small onTap={taken}>
          {t("report.take_theirs")}
        </Button>
        <Button small onTap={() => void decide(which, mine)}>
          {t("report.keep_mine")}
        </Button>
        {theirs && mine && (
          <Button small onTap={() => void decide(which, together(theirs, mine))}>
            {t("report.put_together")}
          </Button>
        )}
      </div>
    </div>
  );
}
