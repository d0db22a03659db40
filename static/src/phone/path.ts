/* Steps through the browser's history arrive later than they are asked for: what would change it meanwhile waits for them. */

/** How many entries of ours lie below this one; a state from before has none. */
export const depthOf = (state: unknown = history.state): number => (state as { depth?: number } | null)?.depth ?? 0;

/** Where the step that is under way leads. */
let toward: number | undefined;
const waiting: (() => void)[] = [];

/** A browser that takes no step says nothing either; longer than any was seen to take, ms. */
const LOST = 1_000;

/** Change the history once no step is under way: now, as a rule. */
export function settled(change: () => void): void {
  if (toward === undefined) change();
  else waiting.push(change);
}

/** Go down to the entry with so many below it. */
export function downTo(depth: number): void {
  settled(() => {
    const by = depth - depthOf();
    if (by >= 0) return;
    const mine = (toward = depth);
    history.go(by);
    setTimeout(() => toward === mine && arrived(), LOST);
  });
}

/** Whether the step just taken is the one that was asked for here: somebody's Back may come between. */
export function isOurs(state: unknown): boolean {
  return toward !== undefined && depthOf(state) === toward;
}

/** It was: what waited for it goes on. */
export function arrived(): void {
  toward = undefined;
  while (toward === undefined && waiting.length) waiting.shift()!();
}
