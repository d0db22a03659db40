/* What the ratings came to: five bars for each question, and in counts whether the room agreed or was split. */
import { t } from "../../core/strings";
import { both } from "../../ui/bits";
import { tenths } from "../../ui/count";
import { byPlace, PlaceLine } from "../place";
import type { ResultProps } from "../types";
import { criteriaOf, type Criterion, type Opinion, type RateNumbers, toldOf } from "../wire";

export function RateResult({ round, items, tallies, present }: ResultProps) {
  const told = byPlace(items, (item) => toldOf<RateNumbers>(tallies.get(item.key)));
  if (!told.length) return <p class="empty">{t("rate.none")}</p>;
  return (
    <div class="stack method-result">
      <ol class="method-rows">
        {told.map(({ item, of }) => (
          <li key={item.key} class="method-row">
            <PlaceLine place={of.place} low={of.numbers.low} high={of.numbers.high} />
            <div class="grow stack-tight">
              <p class="method-words" lang={item.lang}>
                {item.text}
              </p>
              {criteriaOf(round).map((one) => (
                <OnCriterion key={one.id} of={one} said={of.numbers.criteria[one.id] ?? NONE} present={present} />
              ))}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

interface OnCriterionProps {
  of: Criterion;
  said: Opinion;
  present: number;
}

const NONE: Opinion = { n: 0, none: 0, counts: [0, 0, 0, 0, 0], mean: null, view: null, low: 0, high: 0 };

function OnCriterion({ of, said, present }: OnCriterionProps) {
  const { n, none, mean, view, low, high } = said;
  const side = high > low ? "high" : "low";
  return (
    <div class="rate-told">
      <Five counts={said.counts} />
      <div class="rate-told-words">
        <p class="row-apart">
          <span>{both(of.words)}</span>
          <span class="rate-mean strong num">{mean === null ? "–" : tenths(mean)}</span>
        </p>
        <p class="row small num">
          {view === "agreed" && <span class="tag tag-accent">{t(`rate.agreed_${side}`, { n: said[side], of: n })}</span>}
          {view === "split" && <span class="tag tag-amber">{t("rate.split", { low, high })}</span>}
          <span class="soft">{t("method.answered", { n, of: Math.max(present, n + none) })}</span>
          {none > 0 && <span class="soft">{t("rate.cannot_n", { n: none })}</span>}
        </p>
      </div>
    </div>
  );
}

/** Five bars with their numbers: the shape is seen from the last row, the count is read by whoever wants it. */
function Five({ counts }: { counts: readonly number[] }) {
  const most = Math.max(1, ...counts);
  const words = counts.map((n, i) => t("rate.said", { n, value: i + 1 })).join(", ");
  return (
    <div class="rate-bars" role="img" aria-label={words}>
      {counts.map((n, i) => (
        <span key={i} class="rate-bar" aria-hidden="true">
          <span class="rate-bar-n num">{n || ""}</span>
          <span class="rate-bar-fill" style={{ "--share": n / most }} />
          <span class="rate-bar-of num">{i + 1}</span>
        </span>
      ))}
    </div>
  );
}
