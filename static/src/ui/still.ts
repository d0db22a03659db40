/*
 * A list that people pick from keeps its order while a hand is on it: a vote that comes in must not put another row under
 * the finger. When the hand has gone it is in order again; until then, a button says so.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { goBack, wayBack } from "./wayback";

/** A finger that was lifted comes down again: for so long, ms, it is still on the list. */
const LINGERS = 4_000;

/** `now` in the order of `before`, what is new at its end. Whether that is another order than `now` has. */
export function inOrderOf<T>(before: readonly T[] | undefined, now: readonly T[], id: (one: T) => unknown): { list: readonly T[]; stale: boolean } {
  if (!before) return { list: now, stale: false };
  const at = new Map(before.map((one, i) => [id(one), i]));
  const list = [...now].sort((a, b) => (at.get(id(a)) ?? at.size) - (at.get(id(b)) ?? at.size));
  return { list, stale: list.some((one, i) => one !== now[i]) };
}

export interface Hand {
  onPointerEnter(event: PointerEvent): void;
  onPointerLeave(event: PointerEvent): void;
  onFocusIn(event: FocusEvent): void;
  onFocusOut(event: FocusEvent): void;
}

/** Feels for hands: over it, down on it, or the keyboard within it. */
export function useHand(): [boolean, Hand, () => void] {
  const [over, setOver] = useState(false);
  const [within, setWithin] = useState(false);
  const box = useRef<Element>();
  const late = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(late.current), []);
  const hand: Hand = {
    onPointerEnter() {
      clearTimeout(late.current);
      setOver(true);
    },
    onPointerLeave(event) {
      clearTimeout(late.current);
      if (event.pointerType === "mouse") setOver(false);
      else late.current = setTimeout(() => setOver(false), LINGERS);
    },
    onFocusIn(event) {
      box.current = event.currentTarget as Element;
      setWithin(true);
    },
    onFocusOut(event) {
      const box = event.currentTarget as Element;
      if (!box.contains(event.relatedTarget as Node | null)) setWithin(false);
    },
  };
  const leave = () => {
    setOver(false);
    setWithin(false);
  };
  // What had the focus may have gone with its row, and nobody was told.
  return [over || (within && box.current?.contains(document.activeElement) === true), hand, leave];
}

export interface Still<T> {
  list: readonly T[];
  /** It would be in another order now. */
  stale: boolean;
  /** Put it in order, hand or no hand. */
  sort: () => void;
  hand: Hand;
}

/** `view` is what one looks at: another sort or filter is another list, and is in order at once. */
export function useStill<T>(now: readonly T[], id: (one: T) => unknown, view = ""): Still<T> {
  const [on, hand, leave] = useHand();
  const [, again] = useState(0);
  const kept = useRef<{ view: string; list: readonly T[] }>();
  const before = on && kept.current?.view === view ? kept.current.list : undefined;
  const { list, stale } = inOrderOf(before, now, id);
  kept.current = { view, list };
  const sort = () => {
    kept.current = undefined;
    leave(); // what was pressed goes, and no hand is felt leaving it
    again((n) => n + 1);
  };
  return { list, stale, sort, hand };
}

/** Of a log that shows its newest first: up to which one it is drawn while a hand is on it. Another `view` is another list. */
export function drawnUpTo(before: UpTo | undefined, on: boolean, view: string, newest: number): UpTo {
  return on && before?.view === view ? before : { view, upTo: newest };
}
export interface UpTo {
  view: string;
  upTo: number;
}

export interface Log<T> {
  list: readonly T[];
  /** So many came while a hand was on it, and wait above. */
  fresh: number;
  show: () => void;
  hand: Hand;
}

/** `all` with the oldest first. What comes would push each row, and its button, from under the hand. */
export function useLog<T extends { id: number }>(all: readonly T[], view = ""): Log<T> {
  const [on, hand, leave] = useHand();
  const [, again] = useState(0);
  const kept = useRef<UpTo>();
  kept.current = drawnUpTo(kept.current, on, view, Math.max(0, ...all.map(({ id }) => id)));
  const { upTo } = kept.current;
  const list = all.filter(({ id }) => id <= upTo);
  const show = () => {
    const way = wayBack(document.activeElement); // the button that was pressed goes
    kept.current = undefined;
    leave();
    again((n) => n + 1);
    goBack(way);
  };
  return { list, fresh: all.length - list.length, show, hand };
}
