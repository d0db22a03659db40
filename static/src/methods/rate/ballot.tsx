/* Rating: one thing a screen, each question as five large buttons and "I cannot judge"; forth and back as one likes. */
import { ArrowLeft, ArrowRight, Check } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../core/strings";
import type { Key } from "../../core/types";
import { both } from "../../ui/bits";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icons";
import { SavedMark } from "../../ui/marks";
import { toast } from "../../ui/toast";
import type { BallotProps, Item, Values } from "../types";
import { CANNOT, criteriaOf, type Criterion, type Rating } from "../wire";
import { answer, done, type Ratings, resumeAt, whole } from "./answers";

const SCALE = [1, 2, 3, 4, 5];

/** What was said of each, be it said of what counts as one with it now. */
export function ratingsOf(values: Values, items: readonly Item[]): Ratings {
  const found = new Map<Key, Rating>();
  for (const { key, keys } of items) {
    const said = [key, ...keys].map((one) => values.get(one) as Rating | undefined).find((one) => one && Object.keys(one).length);
    if (said) found.set(key, said);
  }
  return found;
}

export function RateBallot({ round, items, values, not, safety, give }: BallotProps) {
  const criteria = criteriaOf(round);
  const keys = items.map(({ key }) => key);
  const ratings = ratingsOf(values, items);
  // By its key: what comes or goes meanwhile takes nothing from under the finger.
  const [at, setAt] = useState<Key | "list">(() => keys[resumeAt(ratings, keys, criteria)] ?? "list");
  const head = useRef<HTMLHeadingElement>(null);
  const turned = useRef(false);
  useEffect(() => {
    if (!turned.current) return;
    head.current?.focus({ preventScroll: true });
    head.current?.scrollIntoView?.({ block: "nearest" });
  }, [at]);
  const turn = (to: Key | "list") => {
    turned.current = true;
    setAt(to);
  };
  const i = keys.indexOf(at);
  const item = items[i];
  const n = done(ratings, keys, criteria);
  if (!item)
    return (
      <section class="rate stack" aria-labelledby="rate-list">
        <h2 id="rate-list" tabIndex={-1} ref={head}>
          {t("rate.done_n", { n, of: items.length })}
        </h2>
        <ul class="rate-list">
          {items.map((one) => (
            <li key={one.key}>
              <button type="button" class="rate-to" onClick={() => turn(one.key)}>
                <span class="grow clamp-2" lang={one.lang}>
                  {one.text}
                </span>
                {whole(ratings.get(one.key), criteria) ? (
                  <span class="rate-done">
                    <Icon of={Check} />
                    <span class="unseen">{t("rate.answered")}</span>
                  </span>
                ) : (
                  <span class="tag tag-amber">{t("rate.open")}</span>
                )}
              </button>
            </li>
          ))}
        </ul>
      </section>
    );
  const rating = ratings.get(item.key);
  const say = (criterion: string, value: number) => (not ? toast(not) : give({ [item.key]: answer(rating, criterion, value) }));
  const state = safety?.(item.key);
  return (
    <section class="rate stack" aria-labelledby="rate-at">
      <div class="row-apart">
        <h2 id="rate-at" class="num" tabIndex={-1} ref={head}>
          {t("rate.at", { n: i + 1, of: items.length })}
        </h2>
        {state && <SavedMark state={state} />}
      </div>
      <progress class="rate-progress" value={n} max={items.length} aria-label={t("rate.done_n", { n, of: items.length })} />
      <div class="card rate-card">{item.draw()}</div>
      {criteria.map((one) => (
        <Scale key={`${item.key} ${one.id}`} name={`rate ${item.key} ${one.id}`} of={one} value={rating?.[one.id]} onSay={(value) => say(one.id, value)} />
      ))}
      <div class="rate-turn">
        <Button icon={ArrowLeft} why={i === 0 && t("rate.first")} onTap={() => turn(keys[i - 1]!)}>
          {t("rate.back")}
        </Button>
        <Button look={whole(rating, criteria) ? "main" : "plain"} icon={ArrowRight} onTap={() => turn(keys[i + 1] ?? "list")}>
          {i + 1 < items.length ? t("rate.next") : t("rate.overview")}
        </Button>
      </div>
      {i + 1 < items.length && (
        <Button look="bare" wide onTap={() => turn("list")}>
          {t("rate.overview")}
        </Button>
      )}
    </section>
  );
}

function Scale(p: { name: string; of: Criterion; value: number | undefined; onSay: (value: number) => void }) {
  const pick = (value: number, words: string, more?: string) => (
    <label key={value} class={more}>
      <input type="radio" name={p.name} value={value} checked={p.value === value} onChange={() => p.onSay(value)} />
      <span class="num">{words}</span>
    </label>
  );
  return (
    <fieldset class="field rate-scale">
      <legend class="field-label">{both(p.of.words)}</legend>
      <div class="seg rate-five">
        {SCALE.map((n) => pick(n, String(n)))}
        <p class="rate-ends small soft">
          <span>{t("rate.low")}</span>
          <span>{t("rate.high")}</span>
        </p>
        {pick(CANNOT, t("rate.cannot"), "rate-cannot")}
      </div>
    </fieldset>
  );
}
