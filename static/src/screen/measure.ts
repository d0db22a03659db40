/** How many lines words take, measured where they will stand: guessed letters leave pages half empty, or cut. */
import { width } from "./paging";
import { reshaped } from "./shape";

/** Words set in one face: their size and the width they have, vh. */
export interface Setting {
  size: number;
  wide: number;
  bold?: boolean | undefined;
  lang?: string | undefined;
}

/** Letters' widths in parts of their size, where there is no page to ask; Lao's stand wider. */
const LAO = 0.55;
const LATIN = 0.5;
const lao = /[\u0e80-\u0eff]/gu;

/** Lines stand this far apart while they are counted: far enough for every face. */
const APART = 2;

const known = new Map<string, number>();
const MOST_KNOWN = 4000;
let rule: HTMLElement | undefined;

export function linesOf(text: string, setting: Setting, most = 9): number {
  if (!text) return 0;
  return Math.min(most, typeof document === "undefined" ? guessed(text, setting) : measured(text, setting));
}

function guessed(text: string, setting: Setting): number {
  return text.split("\n").reduce((sum, line) => sum + Math.max(1, ofLine(line, setting)), 0);
}

function ofLine(text: string, { size, wide }: Setting): number {
  const all = width(text);
  const wider = width((text.match(lao) ?? []).join(""));
  return Math.ceil(((wider * LAO + (all - wider) * LATIN) * size) / Math.max(20, wide));
}

function measured(text: string, { size, wide, bold, lang }: Setting): number {
  const key = `${size} ${wide.toFixed(2)} ${bold ? 1 : 0} ${lang ?? ""} ${text}`;
  const before = known.get(key);
  if (before) return before;
  rule ??= made();
  rule.lang = lang ?? "";
  rule.style.cssText = `font-size:${size}vh;width:${wide}vh;line-height:${APART};font-weight:${bold ? 700 : 400}`;
  rule.textContent = text;
  const lines = Math.max(1, Math.round(rule.getBoundingClientRect().height / ((size * APART * innerHeight) / 100)));
  if (known.size > MOST_KNOWN) known.clear();
  known.set(key, lines);
  return lines;
}

function made(): HTMLElement {
  const it = document.createElement("p");
  it.className = "rule";
  it.setAttribute("aria-hidden", "true");
  document.body.append(it);
  const anew = () => {
    known.clear();
    reshaped();
  };
  addEventListener("resize", () => known.clear(), { capture: true });
  // Letters that are still to come stand otherwise than those in their place.
  document.fonts?.addEventListener("loadingdone", anew);
  return it;
}
