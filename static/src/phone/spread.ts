/* One map for all, a signal for each: a change tells those whom it is about, and not the 299 others. */
import { batch, effect, type Signal, signal } from "@preact/signals";

/** Reads one entry of what `read` gives; whoever reads it in a component is drawn again when that entry changes. */
export function spread<K, V>(read: () => ReadonlyMap<K, V>): (key: K) => V | undefined {
  const cells = new Map<K, Signal<V | undefined>>();
  let now: ReadonlyMap<K, V> | undefined;
  const begin = () =>
    effect(() => {
      const next = (now = read());
      batch(() => {
        for (const [key, cell] of cells) cell.value = next.get(key);
      });
    });
  return (key) => {
    if (!now) begin();
    let cell = cells.get(key);
    if (!cell) cells.set(key, (cell = signal(now!.get(key))));
    return cell.value;
  };
}
