/* A device left lying with somebody's choices on it: after a while it asks, and then it forgets. */
import { useEffect, useRef, useState } from "preact/hooks";
import { steadyClock, stopwatch } from "../../core/time";

/** Without a touch, ms: first it covers the choices and asks, then it wipes them. */
const ASK = 90_000;
const WIPE = 30_000;

/** True while it asks; only `stay` ends that, since whoever picks the device up may be somebody else. */
export function useIdle(onWipe: () => void): { asking: boolean; stay: () => void } {
  const touched = useRef(steadyClock.now());
  const asked = useRef(false);
  const wipe = useRef(onWipe);
  wipe.current = onWipe;
  const [asking, setAsking] = useState(false);
  const ask = (now: boolean) => {
    asked.current = now;
    setAsking(now);
  };
  useEffect(() => {
    const touch = () => {
      if (!asked.current) touched.current = steadyClock.now();
    };
    const look = () => {
      const still = steadyClock.now() - touched.current;
      if (still >= ASK + WIPE) wipe.current();
      else if (still >= ASK && !asked.current) ask(true);
    };
    // Time with the screen off counts whole, also where the steady clock slept; a wall clock set meanwhile wipes early at worst.
    let away: { all: () => number; from: number } | undefined;
    const seen = () => {
      if (document.hidden) away = { all: stopwatch(), from: steadyClock.now() };
      else if (away) touched.current -= away.all() - (steadyClock.now() - away.from);
      if (!document.hidden) away = undefined;
      look();
    };
    const signs = ["pointerdown", "keydown", "input", "scroll"];
    signs.forEach((sign) => document.addEventListener(sign, touch, true));
    document.addEventListener("visibilitychange", seen);
    const beat = setInterval(look, 1000);
    return () => {
      signs.forEach((sign) => document.removeEventListener(sign, touch, true));
      document.removeEventListener("visibilitychange", seen);
      clearInterval(beat);
    };
  }, []);
  return {
    asking,
    stay() {
      touched.current = steadyClock.now();
      ask(false);
    },
  };
}
