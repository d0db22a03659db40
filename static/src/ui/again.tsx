/* A link or a code that may not be tried yet: the page says what it waits for, counts down, and tries again by itself. */
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../core/strings";
import { steadyClock } from "../core/time";
import type { Refused } from "../core/types";
import { Wrong } from "./field";

/** Without a network there is nobody to say when: so often, s. */
const OFFLINE = 5;

const waitOf = (refused: Refused): number => refused.retry_after ?? (refused.refused === "offline" ? OFFLINE : 0);

/** Refused for now only. */
export const mayPass = (refused: Refused): boolean => waitOf(refused) > 0;

/** The seconds that are left; 0 where nobody waits. Another `refused` begins anew, none ends it. */
export function useAgain(refused: Refused | undefined, again: () => void): number {
  const [left, setLeft] = useState(0);
  const now = useRef(again);
  now.current = again;
  useEffect(() => {
    const wait = refused && waitOf(refused);
    if (!wait) return setLeft(0);
    const until = steadyClock.now() + 1_000 * wait;
    const tell = () => {
      const left = Math.ceil((until - steadyClock.now()) / 1_000);
      setLeft(Math.max(0, left));
      if (left > 0) return;
      clearInterval(beat);
      now.current();
    };
    const beat = setInterval(tell, 500);
    tell();
    return () => clearInterval(beat);
  }, [refused]);
  return left;
}

/** Why a right code waits as well: the wrong ones of others began with the same digits. */
export const sayAgain = (refused: Refused): string => (refused.refused === "too_fast" ? t("join.code_waits") : refused.say);

/** The seconds are seen and not read out one by one. */
export const Left = ({ left }: { left: number }) => (left > 0 ? <p class="num">{t("join.wait_s", { n: left })}</p> : null);

export function Again({ id, refused, left }: { id: string; refused: Refused; left: number }) {
  return (
    <>
      <Wrong id={id} say={sayAgain(refused)} />
      <Left left={left} />
    </>
  );
}
