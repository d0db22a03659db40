/*
 * A theme's number by the chosen rule, drawn once for all faces: never alone, always with how broadly it is held and what
 * it is of. Hands raised in a room are said to be hands. docs/counting.md has the formulas.
 */
import { Hand, Info } from "lucide-preact";
import { lang, t } from "../core/strings";
import type { Counting, Lang, Theme, Vision } from "../core/types";
import { Icon } from "./icons";

export const RULES: readonly Counting[] = ["sum", "average", "top", "fresh"];

type Numbered = Pick<Theme, "numbers">;

/** What a theme weighs by the chosen rule, to be put in order (most first: `byRule`); one without a number comes last. */
export const weightOf = (theme: Numbered, vision: Pick<Vision, "counting"> | undefined): number =>
  theme.numbers[vision?.counting ?? "sum"] ?? -1;

export const byRule =
  (vision: Pick<Vision, "counting"> | undefined) =>
  (a: Numbered, b: Numbered): number =>
    weightOf(b, vision) - weightOf(a, vision);

export interface Figure {
  rule: Counting;
  /** Null before any of it may be told. */
  value: number | null;
  /** Why there is none yet. */
  none: "none" | "not_polled" | "polling" | "not_asked";
  /** Of the votes in it, those by show of hands. */
  hands: number;
  /** How many groups raised it, of how many. */
  groups: number;
  all: number;
  /** What the number is of: people, groups whose vote is closed, cards among their groups' top. */
  people: number;
  /** For so many of them another handed it in. */
  handed: number;
  tables: number;
  tops: number;
  k: number;
}

export function figure(theme: Pick<Theme, "numbers" | "groups" | "hands">, vision: Vision): Figure {
  const { counting: rule, k, of } = vision;
  const fresh = rule === "fresh";
  return {
    rule,
    none: !fresh ? "none" : vision.polling ? "polling" : vision.round === null ? "not_polled" : "not_asked",
    value: fresh || of.closed > 0 ? theme.numbers[rule] : null,
    hands: fresh ? 0 : theme.hands, // the room's own vote is by phones
    groups: theme.groups.length,
    all: of.tables,
    people: fresh ? vision.voted : of.people,
    handed: (fresh ? vision.handed : of.handed) ?? 0,
    tables: of.closed,
    tops: of.tops,
    k,
  };
}

/** Two places tell themes apart; a third where two would say nothing. Lao writes a comma. */
export function decimal(value: number, to: Lang = lang.value): string {
  const text = value.toFixed(value > 0 && value < 0.01 ? 3 : 2);
  return to === "lo" ? text.replace(".", ",") : text;
}

export const valueText = ({ rule, value }: Figure): string =>
  value === null ? "–" : rule === "average" ? decimal(value) : String(value);

/** "5 votes", or why there is none yet. */
export function numberText(of: Figure): string {
  if (of.value === null) return t(`count.${of.none}`);
  return t(`count.is.${of.rule}`, { n: valueText(of), of: of.tops, k: of.k });
}

export const breadthText = ({ groups, all }: Figure): string => t("count.breadth", { n: groups, all });

/** What it is of. */
export const ofText = ({ rule, people, tables, tops }: Figure): string => t(`count.of.${rule}`, { people, tables, tops });

/** The same, with how many of the people had it handed in for them. */
export const ofWhom = (of: Figure): string =>
  of.handed > 0 ? `${ofText(of)} · ${t("vote.handed_in", { n: of.handed })}` : ofText(of);

/** `compact` for desk and phone; `large` for the screen, read from the last row. With `onTap` it opens how it is counted. */
export function ThemeNumber(p: {
  theme: Pick<Theme, "numbers" | "groups" | "hands">;
  vision: Vision | undefined;
  variant?: "compact" | "large";
  /** Names the theme for those who hear the button. */
  title?: string;
  onTap?: () => void;
}) {
  if (!p.vision) return null;
  const of = figure(p.theme, p.vision);
  const looks = `number number-${p.variant ?? "compact"} num`;
  const inside = (
    <>
      <span class={of.value === null ? "number-none" : "number-is"}>{numberText(of)}</span>
      <span class="number-breadth">{breadthText(of)}</span>
      {of.value !== null && <span class="number-of">{ofText(of)}</span>}
      {of.value !== null && of.hands > 0 && (
        <span class="number-hands">
          <Icon of={Hand} />
          {t("vote.of_hands", { hands: of.hands })}
        </span>
      )}
    </>
  );
  if (!p.onTap) return <p class={looks}>{inside}</p>;
  return (
    <button type="button" class={`${looks} number-tap`} aria-haspopup="dialog" onClick={p.onTap}>
      <span class="number-lines">{inside}</span>
      <Icon of={Info} />
      <span class="unseen">{p.title ? t("count.how_what", { what: p.title }) : t("count.how")}</span>
    </button>
  );
}
