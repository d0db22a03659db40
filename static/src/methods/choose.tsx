/* Choosing how people vote: the method, what it needs, and what is voted on. The leader's desk and the chair share it. */
import { Plus, Trash2 } from "lucide-preact";
import { t } from "../core/strings";
import type { Key, Text } from "../core/types";
import { both } from "../ui/bits";
import { Button } from "../ui/button";
import { Choices } from "../ui/choice";
import { Field } from "../ui/field";
import { Stepper } from "../ui/stepper";
import { type Asked, CRITERIA, type How, METHODS, TEMPLATES, WEIGHT } from "./how";
import { MOST } from "./wire";

interface Named {
  key: Key;
  text: string;
  lang?: string;
}

interface ChooseProps {
  /** Of its fields: more than one may be on a page. */
  name: string;
  how: How;
  /** What could be voted on. */
  items: readonly Named[];
  onChange: (part: Partial<How>) => void;
}

export function ChooseMethod({ name, how, onChange }: ChooseProps) {
  return (
    <>
      <Choices
        name={`${name}-method`}
        label={t("method.title")}
        value={how.method}
        of={METHODS.map((value) => ({ value, say: t(`method.name.${value}`) }))}
        onPick={(method) => onChange({ method })}
      />
      <p class="soft small">{t(`method.say.${how.method}`)}</p>
    </>
  );
}

/** What the method needs beyond its name, and what it is about. */
export function MethodFields(p: ChooseProps) {
  const { name, how, items, onChange } = p;
  return (
    <>
      {how.method === "rank" && (
        <Stepper label={t("rank.places")} value={how.places} least={1} most={MOST} onSet={(places) => onChange({ places })} />
      )}
      {how.method === "rate" && <Criteria {...p} />}
      {how.method !== "dots" && (
        <Choices
          name={`${name}-order`}
          label={t("method.order")}
          value={how.shuffled ? "own" : "same"}
          of={[
            { value: "same", say: t("method.order_same") },
            { value: "own", say: t("method.order_own") },
          ]}
          onPick={(order) => onChange({ shuffled: order === "own" })}
        />
      )}
      <Choices
        name={`${name}-which`}
        label={t("method.which")}
        value={how.subjects ? "some" : "all"}
        of={[
          { value: "all", say: t("method.which_all") },
          { value: "some", say: t("method.which_some") },
        ]}
        onPick={(which) => onChange({ subjects: which === "all" ? null : items.map(({ key }) => key) })}
      />
      {how.subjects && <Which items={items} chosen={how.subjects} onChange={(subjects) => onChange({ subjects })} />}
      {how.method !== "dots" && <p class="soft small">{t("method.after")}</p>}
    </>
  );
}

function Which({ items, chosen, onChange }: { items: readonly Named[]; chosen: readonly Key[]; onChange: (chosen: Key[]) => void }) {
  const flip = (key: Key) => {
    const on = chosen.includes(key);
    // In the order of the list, whatever the order of the taps.
    onChange(items.map((one) => one.key).filter((one) => (one === key ? !on : chosen.includes(one))));
  };
  return (
    <fieldset class="field">
      <legend class="field-label num">
        {t("method.pick")} <span class="soft small">{t("method.picked", { n: chosen.length })}</span>
      </legend>
      <div class="which">
        {items.map(({ key, text, lang }) => (
          <label key={key} class="pick">
            <input type="checkbox" checked={chosen.includes(key)} onChange={() => flip(key)} />
            <span class="grow clamp-2" lang={lang}>
              {text}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Criteria({ name, how: { criteria }, onChange }: ChooseProps) {
  const change = (at: number, part: Partial<Asked>) =>
    onChange({ criteria: criteria.map((one, i) => (i === at ? { ...one, ...part } : one)) });
  const add = (words: Text) => onChange({ criteria: [...criteria, { words, weight: 1 }] });
  const full = criteria.length >= CRITERIA;
  return (
    <fieldset class="field criteria">
      <legend class="field-label">{t("rate.criteria")}</legend>
      {criteria.map(({ words, weight }, i) => (
        <div key={i} class="criterion stack-tight">
          {(["lo", "en"] as const).map((which) => (
            <Field
              key={which}
              id={`${name}-criterion-${i}-${which}`}
              label={t(`rate.word_${which}`, { n: i + 1 })}
              lang={which}
              value={words[which]}
              onText={(text) => change(i, { words: { ...words, [which]: text } })}
            />
          ))}
          {criteria.length > 1 && (
            <>
              <Stepper label={t("rate.weight", { n: i + 1 })} value={weight} least={1} most={WEIGHT} onSet={(n) => change(i, { weight: n })} />
              <Button
                small
                look="loss"
                icon={Trash2}
                onTap={() => onChange({ criteria: criteria.filter((_, other) => other !== i) })}
              >
                {t("rate.remove", { n: i + 1 })}
              </Button>
            </>
          )}
        </div>
      ))}
      <div class="row">
        {!full &&
          Object.values(TEMPLATES)
            .filter((template) => !criteria.some(({ words }) => words.lo === template.lo))
            .map((template) => (
              <Button key={template.en} small icon={Plus} onTap={() => add(template)}>
                {both(template)}
              </Button>
            ))}
        {!full && (
          <Button small icon={Plus} onTap={() => add({ lo: "", en: "" })}>
            {t("rate.add")}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
