/* A device left lying with somebody's choices on it: after a while it asks, and then it forgets. */
import { useEffect, useRef, useState } from "preact/hooks";

/** Without a touch, ms: first it covers the choices and asks, then it wipes them. */
export const ASK = 90_000;
export const WIPE = 30_000;

/** True while it asks; only `stay` ends that, since whoever picks the device up may be somebody else. */
export function useIdle(onWipe: () => void): { asking: boolean; stay: () => void } {
  const touched = useRef(Date.now());
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
      if (!asked.current) touched.current = Date.now();
    };
    const look = () => {
      const still = Date.now() - touched.current; // a wall clock: a sleeping phone stands still too
      if (still >= ASK + WIPE) wipe.current();
      else if (still >= ASK && !asked.current) ask(true);
    };
    const signs = ["pointerdown", "keydown", "input", "scroll"];
    signs.forEach((sign) => document.addEventListener(sign, touch, true));
    document.addEventListener("visibilitychange", look);
    const beat = setInterval(look, 1000);
    return () => {
      signs.forEach((sign) => document.removeEventListener(sign, touch, true));
      document.removeEventListener("visibilitychange", look);
      clearInterval(beat);
    };
  }, []);
  return {
    asking,
    stay() {
      touched.current = Date.now();
      ask(false);
    },
  };
}
