/* One's own ballot in a round: at the table or before the whole room. A tap shows at once, and is taken back if refused. */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { OutboxItem, Round } from "../core/client";
import type { SavedState } from "../ui/marks";
import { DOUBLE, tapped } from "../ui/once";
import { type Dots, laid, oneLess, oneMore } from "./cluster";
import { sent } from "./sent";
import { spread } from "./spread";
import { dotsOf, use } from "./world";

export const sum = (dots: Dots): number => [...dots.values()].reduce((all, n) => all + n, 0);

export interface OwnBallot {
  /** On all that counts as one: the head first, then what was merged with it. */
  on: (subjects: readonly string[]) => number;
  /** Nothing is left to give. */
  spent: ReadonlySignal<boolean>;
  /** How safe the dots on these are; undefined where none are and none go. */
  safety: (subjects: readonly string[]) => SavedState | undefined;
}

/** Each subject asks for its own numbers alone: one tap among 300 cards draws one again. */
export function ownBallot(round: ReadonlySignal<Round | undefined>): OwnBallot {
  const dotsOn = spread(() => dotsOf(round.value));
  const goingOn = spread(() => going(sent("ballot.cast"), round.value?.id));
  const on = (subjects: readonly string[]) => subjects.reduce((n, one) => n + (dotsOn(one) ?? 0), 0);
  return {
    on,
    spent: computed(() => {
      const budget = round.value?.budget ?? null;
      return budget !== null && budget <= sum(dotsOf(round.value));
    }),
    safety(subjects) {
      const states = subjects.map(goingOn);
      if (states.includes("waiting")) return "waiting";
      if (states.includes("saving")) return "saving";
      return on(subjects) > 0 ? "saved" : undefined;
    },
  };
}

/** subject -> what is on its way there. */
export function going(items: readonly OutboxItem<"ballot.cast">[], round: number | undefined): Map<string, SavedState> {
  const found = new Map<string, SavedState>();
  for (const { data, state } of items) {
    if (data.round !== round || (state.value !== "waiting" && state.value !== "sending")) continue;
    const { subject } = data;
    if (found.get(subject) !== "waiting") found.set(subject, state.value === "sending" ? "saving" : "waiting");
  }
  return found;
}

// With the first dot the buttons change places: the second half of a double tap must not undo the first half.
const twice = doubleTaps();

/** One dot more or less on what counts as one. */
export function give(round: Round, subjects: readonly string[], more: boolean): void {
  const dots = dotsOf(round);
  if (twice(subjects[0]!, more, laid(dots, subjects))) return;
  const wish = more ? oneMore(dots, subjects) : oneLess(dots, subjects);
  if (wish) cast(round, ...wish);
}

/**
 * Absolute numbers: a cast for the same subject that came back, or waits last of all, is out of date and makes way. One with
 * another cast behind it goes first all the same: what it gave back may be what that one gave.
 */
export function outOfDate(items: readonly OutboxItem<"ballot.cast">[], round: number, subject: string): OutboxItem<"ballot.cast">[] {
  const mine = items.filter(({ data }) => data.round === round);
  return mine.filter(
    ({ data, state }, i) => data.subject === subject && (state.value === "refused" || (state.value === "waiting" && i === mine.length - 1)),
  );
}

export function cast(round: Round, subject: string, dots: number): void {
  const { client } = use();
  for (const item of outOfDate(sent("ballot.cast"), round.id, subject)) client.dismiss(item.id);
  client.post("ballot.cast", { round: round.id, subject, dots });
}

/** Says of each tap, with the dots there were before it, whether it is such a second half. */
export function doubleTaps(now: () => number = tapped) {
  let moved = { subject: "", more: false, at: -DOUBLE };
  return (subject: string, more: boolean, before: number): boolean => {
    const at = now();
    if (moved.subject === subject && moved.more !== more && at - moved.at < DOUBLE) return true;
    moved = { subject: (more ? before : before - 1) === 0 ? subject : "", more, at };
    return false;
  };
}
