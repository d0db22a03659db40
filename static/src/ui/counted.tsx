/* How a number came about: the rule in words and as a formula, what it is of, and this theme's own sum worked out. */
import { Hand } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { t } from "../core/strings";
import type { Counting, Group, Source, Tally, Theme, Vision } from "../core/types";
import { Both } from "./bits";
import { Icon } from "./icons";
import { GroupSign } from "./marks";
import { breadthText, decimal, figure, numberText, ofWhom, RULES } from "./number";
import { noughts, perPerson, type Share, shares, sumLine } from "./worked";

/** As docs/counting.md writes them; letters are the same in both languages. */
export const FORMULA: Record<Counting, string> = {
  sum: "Σ w",
  average: "1/G · Σ (w / n)",
  top: "# { w ≥ w(k) }",
  fresh: "Σ d",
};

export const ruleName = (rule: Counting, k: number): string => t(`takeaway.rule.${rule}`, { k });
export const ruleWords = (rule: Counting, k: number): string => t(`takeaway.formula.${rule}`, { k });

export interface CountedProps {
  theme: Theme;
  vision: Vision;
  /** The cards in this theme. */
  sources: readonly Source[];
  groups: readonly Group[];
  /** Of the whole room's vote, once told. */
  tally?: Tally | undefined;
  /** What else one may do here. */
  children?: ComponentChildren;
}

export function Counted({ theme, vision, sources, groups, tally, children }: CountedProps) {
  const of = figure(theme, vision);
  const rule = vision.counting;
  return (
    <div class="counted stack">
      <Both of={theme.title} as="h3" />
      <p class="counted-is num">{numberText(of)}</p>
      <p class="num">
        {breadthText(of)}
        {of.value !== null && <span class="counted-of">{ofWhom(of)}</span>}
      </p>
      <section class="counted-rule stack-tight">
        <p class="strong">{ruleName(rule, vision.k)}</p>
        <p>{ruleWords(rule, vision.k)}</p>
        <p class="counted-formula num" lang="en">
          {FORMULA[rule]}
        </p>
        <p class="soft small">{t(rule === "fresh" ? "count.legend_fresh" : "count.legend")}</p>
      </section>
      {of.value !== null &&
        (rule === "fresh" ? (
          <p class="num">
            {t("count.fresh_worked", { n: of.value, voters: tally?.voters ?? 0, people: vision.voted })}
          </p>
        ) : (
          <Worked of={shares(sources, vision, groups.map(({ id }) => id))} vision={vision} groups={groups} />
        ))}
      <Others theme={theme} vision={vision} />
      {children}
    </div>
  );
}

function Worked({ of, vision, groups }: { of: readonly Share[]; vision: Vision; groups: readonly Group[] }) {
  const rule = vision.counting;
  const rest = noughts(of, vision);
  const line = sumLine(of, vision);
  return (
    <section class="stack-tight">
      <h4>{t("count.worked")}</h4>
      <table class="counted-table num">
        <thead>
          <tr>
            <th scope="col">{t("count.col.group")}</th>
            {rule === "top" && <th scope="col">{t("count.col.cards")}</th>}
            {rule === "top" ? <th scope="col">{t("count.col.top")}</th> : <th scope="col">{t("count.col.votes")}</th>}
            {rule === "average" && <th scope="col">{t("count.col.people")}</th>}
            {rule === "average" && <th scope="col">{t("count.col.share")}</th>}
          </tr>
        </thead>
        <tbody>
          {of.map((share) => (
            <Row key={share.group} share={share} rule={rule} group={groups.find(({ id }) => id === share.group)} />
          ))}
        </tbody>
      </table>
      {line && <p class="counted-line num">{line}</p>}
      {rule === "average" && rest > 0 && <p class="soft small num">{t("count.zero_groups", { n: rest })}</p>}
    </section>
  );
}

function Row({ share, group, rule }: { share: Share; group: Group | undefined; rule: Counting }) {
  const { weight, hands, people, cards, top } = share;
  return (
    <tr>
      <th scope="row">
        {group && (
          <GroupSign group={group}>
            <Both of={group.name} />
          </GroupSign>
        )}
      </th>
      {rule === "top" && <td>{cards}</td>}
      <td>
        {rule === "top" ? top : weight}
        {rule !== "top" && hands > 0 && (
          <span class="number-hands small">
            <Icon of={Hand} />
            {t("count.of_hands_short", { hands })}
          </span>
        )}
      </td>
      {rule === "average" && <td>{people || "–"}</td>}
      {rule === "average" && <td>{people ? decimal(perPerson(share)) : "–"}</td>}
    </tr>
  );
}

/** Another rule may say another thing: whoever asks how it is counted should see it. */
function Others({ theme, vision }: { theme: Theme; vision: Vision }) {
  const others = RULES.filter((rule) => rule !== vision.counting);
  return (
    <section class="stack-tight">
      <h4>{t("count.others")}</h4>
      <dl class="counted-others num">
        {others.map((rule) => (
          <div key={rule}>
            <dt>{ruleName(rule, vision.k)}</dt>
            <dd>{numberText(figure(theme, { ...vision, counting: rule }))}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
