/* Typing cards in for others: a kind, the words, their language. Enter saves, and the form stays for the next one. */
import { Plus } from "lucide-preact";
import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Lang } from "../core/client";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { Choices } from "../ui/choice";
import { Wrong } from "../ui/field";
import { flatten } from "../ui/flat";
import { type CardKind, isKind, KINDS, kindOf } from "../ui/kinds";
import { KindMark } from "../ui/marks";
import { CharsLeft } from "../phone/edit";
import { scriptOf, wrongText } from "../phone/writing";

export interface Words {
  kind: CardKind;
  text: string;
  lang: Lang;
}

export interface RecordFormProps {
  id: string;
  /** Where the words are kept while they are typed: a draft, or only memory. `lang` empty: by the script. */
  kind: Signal<string>;
  text: Signal<string>;
  lang: Signal<string>;
  /** Says why it cannot be saved, or null once it was; false when that is said and shown at another field. */
  onSave: (words: Words) => string | false | null;
  why: string | null;
  children?: ComponentChildren;
}

export function RecordForm(p: RecordFormProps) {
  const { kind, text, lang } = p;
  const [wrong, setWrong] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const chosen = isKind(kind.value) ? kind.value : KINDS[0]!;
  const tongue = (lang.value || scriptOf(text.value)) as Lang;
  const save = () => {
    const bad = p.why ?? wrongText(text.value) ?? p.onSave({ kind: chosen, text: text.value, lang: tongue });
    setWrong(bad || null);
    if (bad !== false) area.current?.focus();
    if (bad !== null) return;
    text.value = "";
    lang.value = "";
  };
  const { id } = p;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Choices
        name={`${id}-kind`}
        label={t("composer.kind")}
        value={chosen}
        of={KINDS.map((one) => ({ value: one, say: <KindMark kind={one} /> }))}
        onPick={(one) => {
          kind.value = one;
          area.current?.focus();
        }}
      />
      <div class="field">
        <label class="field-label" for={`${id}-text`}>
          {t("composer.text")}
        </label>
        <textarea
          ref={area}
          id={`${id}-text`}
          class="input"
          rows={3}
          lang={tongue}
          value={text.value}
          placeholder={t(kindOf(chosen).hint)}
          enterkeyhint="done"
          aria-invalid={wrong ? "true" : undefined}
          aria-describedby={wrong ? `${id}-wrong` : `${id}-left`}
          onInput={(event) => {
            text.value = flatten(event.currentTarget);
            setWrong(null);
          }}
          onKeyDown={(event) => {
            // Lao keyboards compose: their Enter ends a word.
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            if (!event.repeat) save();
          }}
        />
        <Wrong id={`${id}-wrong`} say={wrong} />
        <CharsLeft text={text.value} id={`${id}-left`} />
      </div>
      <Choices
        name={`${id}-lang`}
        label={t("card.lang")}
        value={tongue}
        of={[
          { value: "lo", say: "ລາວ", lang: "lo" },
          { value: "en", say: "English", lang: "en" },
        ]}
        onPick={(one) => {
          lang.value = one === scriptOf(text.value) ? "" : one;
        }}
      />
      {p.children}
      <Button look="main" wide icon={Plus} submit why={p.why}>
        {t("paper.save")}
      </Button>
    </form>
  );
}
