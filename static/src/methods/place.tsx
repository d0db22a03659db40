/* A place with its range: one ballot fewer, and it would be no better than `low` and no worse than `high`. */
import { t } from "../core/strings";
import type { Item } from "./types";
import type { Told } from "./wire";

/** First place first. Equal places stay equal; inside one the order is that of the list. */
export function byPlace<T>(items: readonly Item[], told: (item: Item) => Told<T> | undefined): { item: Item; of: Told<T> }[] {
  const last = items.length + 1; // nobody could judge it
  return items
    .flatMap((item) => {
      const of = told(item);
      return of ? [{ item, of }] : [];
    })
    .sort((a, b) => (a.of.place ?? last) - (b.of.place ?? last));
}

/** How many answered at all: who put something in order has put something first. */
export const answeredOf = (told: readonly { of: Told<unknown> }[]): number => Math.max(0, ...told.map(({ of }) => of.voters));

export function PlaceLine({ place, low, high }: { place: number | null; low: number | null; high: number | null }) {
  if (place === null) return <p class="method-place">–</p>;
  return (
    <p class="method-place num">
      <span class="unseen">{t("method.place", { n: place })}</span>
      <span class="method-place-n" aria-hidden="true">
        {place}
      </span>
      {low !== null && low !== high && <span class="method-range small soft">{t("method.range", { low, high: high! })}</span>}
    </p>
  );
}
