/* What a ranking came to: points by the rule, first places, each place with how far one person could move it. */
import { TriangleAlert } from "lucide-preact";
import { t } from "../../core/strings";
import { Bar } from "../../ui/bits";
import { halves } from "../../ui/count";
import { Icon } from "../../ui/icons";
import { byPlace, PlaceLine } from "../place";
import type { ResultProps } from "../types";
import { type RankNumbers, toldOf } from "../wire";

export function RankResult({ items, tallies, present, voted }: ResultProps) {
  const told = byPlace(items, (item) => toldOf<RankNumbers>(tallies.get(item.key)));
  if (!told.length) return <p class="empty">{t("rank.none")}</p>;
  const asked = told[0]!.of.numbers.of;
  const most = Math.max(1, ...told.map(({ of }) => of.numbers.points));
  const textOf = (key: string) => items.find((one) => one.keys.includes(key))?.text ?? "";
  const over = told.find(({ of }) => of.numbers.beaten);
  const warning = over?.of.numbers.beaten;
  return (
    <div class="stack method-result">
      {voted !== null && <p class="soft num">{t("method.answered", { n: voted, of: Math.max(present, voted) })}</p>}
      {over && warning && textOf(warning.by) && (
        <p class="method-warning" role="note">
          <Icon of={TriangleAlert} />
          <span>{t("rank.warning", { n: warning.n, of: warning.of, by: textOf(warning.by), over: over.item.text })}</span>
        </p>
      )}
      <ol class="method-rows">
        {told.map(({ item, of }) => (
          <li key={item.key} class="method-row">
            <PlaceLine place={of.place} low={of.numbers.low} high={of.numbers.high} />
            <div class="grow stack-tight">
              <p class="method-words" lang={item.lang}>
                {item.text}
              </p>
              <Bar value={of.numbers.points} most={most} />
              <p class="row small num">
                <span class="strong">{t("rank.points", { n: halves(of.numbers.points) })}</span>
                <span>{t("rank.firsts", { n: of.numbers.firsts })}</span>
                {voted !== null && <span class="soft">{t("rank.ranked", { n: of.voters, of: Math.max(voted, of.voters) })}</span>}
              </p>
            </div>
          </li>
        ))}
      </ol>
      <details class="fold">
        <summary>{t("count.how")}</summary>
        <p class="small">{t("method.range_say")}</p>
        <p class="small">{t("rank.rule", { n: asked, most: asked - 1 })}</p>
      </details>
    </div>
  );
}
