/** What a theme made of similar cards may be called: the words of the one most like the others, cut where they may be. */
import type { Card, Lang, Text } from "../../core/client";
import { wordsOf } from "../../core/shared";
import { clean, length } from "../../core/words";

/** Longer is a statement, not a title. */
const LONG = 80;
const SHORT = 24;

/** In each language that the cards are in; the first card of a language speaks for it. */
export function suggested(cards: readonly Pick<Card, "text" | "lang">[]): Text {
  const of = (lang: Lang) => {
    const card = cards.find((one) => one.lang === lang);
    return card ? cut(card.text) : "";
  };
  return { lo: of("lo"), en: of("en") };
}

/** Up to the end of its first sentence or clause; else up to a word's end, never inside a Lao syllable. */
export function cut(text: string): string {
  const whole = clean(text).replace(/\s*[.;:,]+$/, "");
  const clauses = whole.split(/(?:[.;:!?]|, | - | – )\s*/);
  const sentence = whole.split(/[.;!?]\s/)[0]!;
  if (length(whole) <= LONG) return whole;
  if (length(sentence) <= LONG && length(sentence) >= SHORT) return sentence;
  if (length(clauses[0]!) <= LONG && length(clauses[0]!) >= SHORT) return clauses[0]!;
  let found = "";
  for (const word of wordsOf(whole)) {
    if (length(found + word) > LONG) break;
    found += word;
  }
  return found.trim() ? `${found.trim()}…` : [...whole].slice(0, LONG).join("");
}
