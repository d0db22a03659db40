/* What is asked of a card's text before it leaves the phone; the server asks the same again. */
import type { Lang } from "../core/client";
import { lang, t } from "../core/strings";
import { length } from "../core/words";

/** Code points after cleaning, as the server counts. */
const CARD_MAX = 280;

/** The language a text is in, by its script: more Lao letters than Latin is Lao; without letters the person's own. */
export function scriptOf(text: string): Lang {
  const lao = (text.match(/[\u0e80-\u0eff]/g) ?? []).length;
  const latin = (text.match(/[a-z]/gi) ?? []).length;
  return lao === latin ? lang.value : lao > latin ? "lo" : "en";
}

/** Why the text cannot be sent, or null. */
export function wrongText(text: string): string | null {
  const long = length(text);
  if (long === 0) return t("err.text");
  return long > CARD_MAX ? t("err.too_long", { max: CARD_MAX }) : null;
}

export const charsLeft = (text: string) => CARD_MAX - length(text);
