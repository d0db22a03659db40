/* A place with its range: one ballot fewer, and it would be no better than `low` and no worse than `high`. */
import { t } from "../core/strings";
import type { Told } from "./wire";

/** First place first. Equal places stay equal; inside one the order is that of the list. */
export function byPlace<I, T>(items: readonly I[], told: (item: I) => Told<T> | undefined): { item: I; of: Told<T> }[] {
  const last = items.length + 1; // nobody could judge it
  return items
    .flatMap((item) => {
      const of = told(item);
      return of ? [{ item, of }] : [];
    })
    .sort((a, b) => (a.of.place ?? last) - (b.of.place ?? last));
}

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
