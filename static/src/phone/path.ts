/* Steps through the browser's history arrive later than they are asked for: what would change it meanwhile waits for them. */

/** How many entries of ours lie below this one; a state from before has none. */
export const depthOf = (state: unknown = history.state): number => (state as { depth?: number } | null)?.depth ?? 0;

/** The step that is under way, and where it leads. */
let step: { to: number } | undefined;
const waiting: (() => void)[] = [];

/** A browser that takes no step says nothing either; longer than any was seen to take, ms. */
const LOST = 1_000;

/** Change the history once no step is under way: now, as a rule. */
export function settled(change: () => void): void {
  if (step === undefined) change();
  else waiting.push(change);
}

/** Go down to the entry with so many below it. */
export function downTo(depth: number): void {
  settled(() => depth < depthOf() && take(depth));
}

/** Go up again to the entry with so many below it: at once, Back has just left it. */
export function upTo(depth: number): void {
  take(depth);
}

function take(to: number): void {
  const mine = (step = { to });
  history.go(to - depthOf());
  setTimeout(() => step === mine && arrived(), LOST);
}

/** Whether the step just taken is the one that was asked for here: somebody's Back may come between. */
export function isOurs(state: unknown): boolean {
  return step !== undefined && depthOf(state) === step.to;
}

/** It was: what waited for it goes on. */
export function arrived(): void {
  step = undefined;
  while (step === undefined && waiting.length) waiting.shift()!();
}
