/*
 * Ranking by tapping. The list stays as it is: a tap writes the next place beside a thing, and nothing moves under the
 * finger. One's own order stands below it, where arrows move a thing up or down. Nothing is ever dragged.
 */
import { ArrowDown, ArrowUp, X } from "lucide-preact";
import { useRef } from "preact/hooks";
import { t } from "../../core/strings";
import type { Key } from "../../core/types";
import { Button } from "../../ui/button";
import { SavedMark } from "../../ui/marks";
import { DOUBLE, tapped as when } from "../../ui/once";
import { toast } from "../../ui/toast";
import type { BallotProps, Item, Values } from "../types";
import { placesOf, type Ranking } from "../wire";
import { inOrder, moved, placeIn, places, tapped, tidy } from "./ranking";

/** Every key that counts under one of these, and which. */
const headsOf = (items: readonly Item[]): Map<Key, Key> =>
  new Map(items.flatMap(({ key, keys }) => [key, ...keys].map((one): [Key, Key] => [one, key])));

/** One's order of what can be voted on now. */
export const rankingOf = (values: Values, items: readonly Item[]): Ranking => tidy(inOrder(values), headsOf(items));

export function RankBallot({ round, items, values, not, safety, give }: BallotProps) {
  const most = Math.min(placesOf(round), items.length);
  const ranking = rankingOf(values, items);
  const set = (next: Ranking) => give(places(next));
  const last = useRef({ key: "", at: -DOUBLE });
  const tap = (key: Key) => {
    if (not) return toast(not);
    // The second half of a double tap must not take back what the first half gave.
    const at = when();
    const again = last.current.key === key && at - last.current.at < DOUBLE;
    last.current = { key, at };
    if (again) return;
    const next = tapped(ranking, key, most);
    if (next === ranking) toast(t("rank.full", { n: most }));
    else set(next);
  };
  const state = ranking.length ? safety?.(ranking[0]!) : undefined;
  return (
    <div class="rank stack">
      <p class="soft">{t("rank.say", { n: most })}</p>
      <ul class="rank-list" aria-label={t("rank.all")}>
        {items.map((item) => {
          const place = placeIn(ranking, item.key);
          return (
            <li key={item.key} class={place ? "rank-item rank-on" : "rank-item"}>
              <button
                type="button"
                class="rank-tap"
                aria-pressed={place > 0}
                aria-disabled={not ? "true" : undefined}
                onClick={() => tap(item.key)}
              >
                <span class="rank-place num" aria-hidden="true">
                  {place || ""}
                </span>
                {place > 0 && <span class="unseen">{t("method.place", { n: place })}</span>}
                <span class="rank-words" lang={item.lang}>
                  {item.text}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {ranking.length > 0 && (
        <section class="stack-tight" aria-labelledby="rank-order">
          <div class="row-apart">
            <h2 id="rank-order">{t("rank.order")}</h2>
            {state && <SavedMark state={state} />}
          </div>
          <ol class="rank-order">
            {ranking.map((key, i) => (
              <Row
                key={key}
                item={items.find((one) => one.key === key)!}
                place={i + 1}
                of={ranking.length}
                not={not}
                onMove={(by) => set(moved(ranking, key, by))}
                onTake={() => tap(key)}
              />
            ))}
          </ol>
        </section>
      )}
    </div>
  );
}

interface RowProps {
  item: Item;
  place: number;
  of: number;
  not: string | null;
  onMove: (by: -1 | 1) => void;
  onTake: () => void;
}

function Row({ item, place, of, not, onMove, onTake }: RowProps) {
  const { text } = item;
  const up = not ?? (place === 1 ? t("rank.first_already") : null);
  const down = not ?? (place === of ? t("rank.last_already") : null);
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault(); // the page would scroll away from it
    if (event.key === "ArrowUp" ? !up : !down) onMove(event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <li class="rank-row" onKeyDown={keys}>
      <span class="rank-place num" aria-hidden="true">
        {place}
      </span>
      <span class="rank-words clamp-2" lang={item.lang}>
        {text}
      </span>
      <span class="rank-acts">
        <Button look="bare" icon={ArrowUp} why={up} label={t("rank.up", { text, n: place })} onTap={() => onMove(-1)} />
        <Button look="bare" icon={ArrowDown} why={down} label={t("rank.down", { text, n: place })} onTap={() => onMove(1)} />
        <Button look="bare" icon={X} why={not} label={t("rank.take", { text, n: place })} onTap={onTake} />
      </span>
    </li>
  );
}
