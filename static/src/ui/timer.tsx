import { Timer as Clock } from "lucide-preact";
import { t } from "../core/strings";
import { tick } from "./clock";
import { Icon } from "./icons";

export interface TimerFacts {
  ends: number | null;
  left: number | null;
  length: number;
}

/** Milliseconds left: running timers carry their end, paused ones what was left. Ten minutes never begin at 10:01. */
export function leftOf(timer: TimerFacts, now: number): number {
  const left = timer.ends !== null ? timer.ends - now : (timer.left ?? 0);
  return Math.min(timer.length, Math.max(0, left));
}

/** `mm:ss`, or `h:mm:ss` from an hour on. */
export function clockFace(ms: number): string {
  const s = Math.ceil(ms / 1000);
  const two = (n: number) => String(n).padStart(2, "0");
  const [h, m] = [Math.floor(s / 3600), Math.floor(s / 60) % 60];
  return h ? `${h}:${two(m)}:${two(s % 60)}` : `${m}:${two(s % 60)}`;
}

export function Timer({ timer, bare }: { timer: TimerFacts | null | undefined; bare?: boolean }) {
  if (!timer) return null;
  const left = leftOf(timer, tick.value);
  const running = timer.ends !== null;
  const state = left === 0 ? " timer-up" : running && left <= 60_000 ? " timer-low" : "";
  const face = clockFace(left);
  return (
    <span class={`timer${state}`} role="timer" aria-label={left ? t("timer.left", { time: face }) : t("timer.up")}>
      {!bare && <Icon of={Clock} />}
      {left ? face : t("timer.up")}
      {!running && left > 0 && <span class="tag tag-amber">{t("timer.paused")}</span>}
    </span>
  );
}
