import { CircleAlert } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { t } from "../core/strings";
import { Icon } from "./icons";

/** The sentence beside the field it is about; spoken when it appears. */
export function Wrong({ id, say }: { id: string; say: string | null | undefined }) {
  return (
    <div id={id} role="alert">
      {say && (
        <p class="field-wrong">
          <Icon of={CircleAlert} />
          <span>{say}</span>
        </p>
      )}
    </div>
  );
}

export interface FieldProps {
  id: string;
  label: string;
  value: string;
  onText: (text: string) => void;
  hint?: string | undefined;
  wrong?: string | null | undefined;
  optional?: boolean;
  lines?: number;
  /** What of it is kept, where that is not all: one line, say (`flatten`). */
  flat?: (area: HTMLTextAreaElement) => string;
  type?: "text" | "search" | "number" | "url" | "date";
  inputMode?: "text" | "numeric" | "search";
  autocomplete?: string;
  lang?: string | undefined;
  placeholder?: string;
  after?: ComponentChildren;
  focus?: boolean;
}

/** A labelled line (or `lines` of text) with its hint and its refusal beside it. */
export function Field(p: FieldProps) {
  const described = [p.hint && `${p.id}-hint`, p.wrong && `${p.id}-wrong`].filter(Boolean).join(" ") || undefined;
  const shared = {
    id: p.id,
    class: "input",
    value: p.value,
    lang: p.lang,
    placeholder: p.placeholder,
    "aria-invalid": p.wrong ? ("true" as const) : undefined,
    "aria-describedby": described,
    autoFocus: p.focus,
  };
  return (
    <div class="field">
      <label class="field-label" for={p.id}>
        {p.label}
        {p.optional && <span class="soft small"> ({t("err.optional")})</span>}
      </label>
      {p.hint && (
        <p class="field-hint" id={`${p.id}-hint`}>
          {p.hint}
        </p>
      )}
      {p.lines ? (
        <textarea
          {...shared}
          rows={p.lines}
          onInput={({ currentTarget: area }) => p.onText(p.flat ? p.flat(area) : area.value)}
        />
      ) : (
        <input
          {...shared}
          type={p.type ?? "text"}
          inputMode={p.inputMode}
          autocomplete={p.autocomplete ?? "off"}
          onInput={(event) => p.onText(event.currentTarget.value)}
        />
      )}
      {p.after}
      <Wrong id={`${p.id}-wrong`} say={p.wrong} />
    </div>
  );
}
