/** Lines in two languages, side by side: line 3 in Lao and line 3 in English are one thing. */
import { useRef } from "preact/hooks";
import { t, type Text } from "../core/client";
import { Field } from "../ui/field";

export type Pair = { lo: string; en: string };
export const noPair: Pair = { lo: "", en: "" };

export interface PairProps {
  id: string;
  label: string;
  value: Pair;
  onText: (value: Pair) => void;
  hint?: string;
  wrong?: string | undefined;
  /** The language whose words are wrong; without it the error stands by the first. */
  wrongIn?: "lo" | "en" | undefined;
  lines?: number;
  /** The lines are one text, to be read whole; otherwise each is a thing of its own beside the other language's. */
  prose?: boolean;
  optional?: boolean;
}

/** Two fields with one name: Lao at left, English at right. */
export function PairField(p: PairProps) {
  // Both may be filled before the page is drawn again (by a browser that remembers, by pasting): neither wipes the other.
  const now = useRef(p.value);
  now.current = p.value;
  const one = (lang: "lo" | "en") => (
    <Field
      id={`${p.id}-${lang}`}
      label={t(`view.${lang}`)}
      lang={lang}
      value={p.value[lang]}
      {...(p.lines ? { lines: p.lines } : {})}
      wrong={lang === (p.wrongIn ?? "lo") ? p.wrong : undefined}
      onText={(text) => p.onText((now.current = { ...now.current, [lang]: text }))}
    />
  );
  return (
    <fieldset class={p.lines && !p.prose ? "pair pair-lines" : "pair"} aria-describedby={p.hint ? `${p.id}-hint` : undefined}>
      <legend class="field-label">
        {p.label} {p.optional && <span class="soft small">{t("err.optional")}</span>}
      </legend>
      {p.hint && (
        <p class="field-hint" id={`${p.id}-hint`}>
          {p.hint}
        </p>
      )}
      <div class="pair-two">
        {one("lo")}
        {one("en")}
      </div>
    </fieldset>
  );
}

/** Lines to texts; a line empty in both languages is no text. */
export function toTexts(pair: Pair): Text[] {
  const [lo, en] = [pair.lo.split("\n"), pair.en.split("\n")];
  const texts = Array.from({ length: Math.max(lo.length, en.length) }, (_, i) => ({
    lo: (lo[i] ?? "").trim(),
    en: (en[i] ?? "").trim(),
  }));
  return texts.filter((text) => text.lo || text.en);
}

export const toLines = (texts: readonly Text[]): Pair => ({
  lo: texts.map((text) => text.lo).join("\n"),
  en: texts.map((text) => text.en).join("\n"),
});

export const trimmed = (pair: Pair): Text => ({ lo: pair.lo.trim(), en: pair.en.trim() });
export const isEmpty = (pair: Pair): boolean => !pair.lo.trim() && !pair.en.trim();
