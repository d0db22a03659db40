/* When the table's time is up its phones say so: once, softly, and only where somebody is looking. */
import { effect } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { t } from "../core/strings";
import { tick } from "../ui/clock";
import { leftOf, type TimerFacts } from "../ui/timer";
import { play, sounds, unlock } from "./sound";
import { use } from "./world";

/** Whoever looks up later than this after the end is told by the clock alone, ms. */
const LATE = 2_500;

/**
 * Has the time this timer was seen running for just run out? Asked at each tick. Who joins or wakes after the end never
 * saw it run, and a timer that was given another minute rings at its new end.
 */
export function watchEnd(): (timer: TimerFacts | null | undefined, now: number) => boolean {
  let ran: number | null = null;
  let rang: number | null = null;
  return (timer, now) => {
    const ends = timer?.ends ?? null;
    if (!timer || ends === null) {
      ran = null;
      return false;
    }
    if (leftOf(timer, now) > 0) {
      ran = ends;
      return false;
    }
    // The server's time is measured again and again: by a moment it may be before the end once more.
    const rings = ran === ends && rang !== ends && now - ends < LATE;
    if (rings) rang = ends;
    ran = null;
    return rings;
  };
}

export function Chime() {
  const [up, setUp] = useState(false);
  useEffect(() => {
    const ended = watchEnd();
    const { board } = use();
    return effect(() => {
      const timer = board.value?.timer;
      const rings = ended(timer, tick.value);
      if (rings && document.visibilityState === "visible") ring();
      if (rings) setUp(true);
      else if (!timer || timer.ends === null || timer.ends > tick.value) setUp(false);
    });
  }, []);
  useEffect(() => {
    const events = ["pointerup", "keydown"] as const;
    const first = () => {
      unlock();
      events.forEach((one) => removeEventListener(one, first));
    };
    if (sounds.value) events.forEach((one) => addEventListener(one, first));
    return () => events.forEach((one) => removeEventListener(one, first));
  }, [sounds.value]);
  // The clock in the top line is read when asked for; that the time is up is said.
  return (
    <p class="unseen" role="status">
      {up && t("timer.up")}
    </p>
  );
}

function ring(): void {
  play();
  // A phone that shakes is motion too.
  if (sounds.peek() && !matchMedia("(prefers-reduced-motion: reduce)").matches) navigator.vibrate?.(180);
}
