/* The shared vision board on the phone: each theme with its number and the cards it is made of; here the room votes. */
import { useEffect, useRef } from "preact/hooks";
import type { Round } from "../core/client";
import { t } from "../core/strings";
import { BecameButton } from "./own";
import { BudgetLine, Stranded } from "./dots";
import { show, wanted } from "./jump";
import { Late } from "./late";
import { sawResult } from "./offer";
import { Outcome } from "./outcome";
import { fileOf, Told, Voting as ByMethod } from "./methods";
import { inPlace, round, themes, vision, votable, whyNot } from "./poll";
import { ThemeView } from "./theme";
import { use } from "./world";

export function VisionTab() {
  const on = round.value;
  const voting = on?.state === "open" && use().me.value.role !== "chair" ? on : undefined;
  const other = voting && fileOf(voting);
  const places = useRef<number[]>([]);
  const was = useRef(on?.state);
  const all = voting ? inPlace(places.current, themes.value) : themes.value;
  places.current = voting ? all.map(({ id }) => id) : [];
  useEffect(() => {
    if (!wanted.value || !all.length) return;
    show(wanted.value);
    wanted.value = null; // one that has gone meanwhile is not gone to when it returns
  }, [wanted.value, all.length]);
  useEffect(() => {
    // Whoever votes stands among the themes: the result is drawn above them, and is to be in sight.
    if (on?.state === "closed" && was.current === "open") scrollTo(0, 0);
    was.current = on?.state;
    if (on?.state === "closed") sawResult(on.id);
  }, [on?.id, on?.state]);
  return (
    <div class="part stack wide vision-tab">
      <h1>{t("tab.vision")}</h1>
      <Late />
      {voting && (other ? <Offered round={voting} /> : <Voting round={voting} none={all.length === 0} />)}
      {on?.state === "closed" && (fileOf(on) ? <ToldByAll round={on} /> : <Outcome round={on} />)}
      {!voting && <BecameButton />}
      {all.length === 0 && !voting && <p class="empty">{t("vision.empty")}</p>}
      {!other && (
        <ul class="stack">
          {all.map((theme) => (
            <ThemeView key={theme.key} theme={theme} voting={voting} />
          ))}
        </ul>
      )}
      {voting && !other && <BudgetLine round={voting} safe />}
    </div>
  );
}

function Offered({ round }: { round: Round }) {
  return (
    <section class="stack-tight" aria-labelledby="poll-title">
      <h2 id="poll-title">{t("poll.offer")}</h2>
      <ByMethod round={round} not={whyNot.value} />
    </section>
  );
}

function ToldByAll({ round }: { round: Round }) {
  return (
    <section class="panel stack-tight" aria-labelledby="poll-result">
      <h2 id="poll-result">{t("poll.title")}</h2>
      {round.late && <p role="status">{t("vote.late")}</p>}
      <Told round={round} present={vision.value?.floor ?? 0} voted={vision.value?.voted ?? 0} />
    </section>
  );
}

function Voting({ round, none }: { round: Round; none: boolean }) {
  return (
    <section class="stack-tight" aria-labelledby="poll-title">
      <h2 id="poll-title">{t("poll.offer")}</h2>
      <p class="num">{none ? t("poll.no_themes") : t("poll.say", { cap: round.cap })}</p>
      <p class="soft small">{t(round.live ? "vote.is_live" : "vote.is_secret")}</p>
      <Stranded round={round} votable={votable.value} not={whyNot.value} say={(n) => t("poll.stranded", { n })} />
    </section>
  );
}
