import type { ComponentChildren } from "preact";

export interface Choice<T extends string | number> {
  value: T;
  say: ComponentChildren;
  lang?: string;
}

/** One of a few, as a row of large radio boxes. `label` names the row. */
export function Choices<T extends string | number>(p: {
  name: string;
  label: string;
  hideLabel?: boolean;
  value: T | null;
  of: Choice<T>[];
  onPick: (value: T) => void;
}) {
  return (
    <fieldset class="field">
      <legend class={p.hideLabel ? "unseen" : "field-label"}>{p.label}</legend>
      <div class="seg">
        {p.of.map((choice) => (
          <label key={choice.value} lang={choice.lang}>
            <input
              type="radio"
              name={p.name}
              value={choice.value}
              checked={choice.value === p.value}
              onChange={() => p.onPick(choice.value)}
            />
            {choice.say}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
