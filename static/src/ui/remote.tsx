/* The remote for a presentation on the screen: what is up there now, what comes next, and large buttons. */
import { ArrowLeft, ArrowRight, LayoutList, Square } from "lucide-preact";
import { useEffect, useRef } from "preact/hooks";
import type { Board, Client, Presentation, Presented } from "../core/client";
import { t } from "../core/strings";
import { Both } from "./bits";
import { Button } from "./button";
import { tick } from "./clock";
import { Count } from "./count";
import { KindMark } from "./marks";
import { onKey } from "./press";
import { stepOf, stepTo } from "./steps";
import { clockFace, Timer } from "./timer";
import { hush } from "./toast";
import { drawn } from "./drawn";

interface RemoteProps {
  client: Client;
  board: Board;
  shown: Presentation;
  /** Why this person cannot step. */
  why: string | null;
  onStop: () => void;
  /** The whole page is the remote: arrow keys and space are its own. */
  keys?: boolean;
}

type Point = { x: number; y: number };

/** A finger that went so far sideways meant to turn the page, px. */
const SWIPE = 56;
/** More letters than this come smaller, so that what comes next is in sight too. */
const LONG = 70;

export function Remote({ client, board, shown, why, onStop, keys }: RemoteProps) {
  const { at, of } = stepOf(shown);
  const box = useRef<HTMLDivElement>(null);
  const go = (to: number) => {
    if (!why) void stepTo(client, shown, to);
  };
  const step = useRef(go);
  step.current = go;
  // Kept over drawings: the clock ticks while a finger is on its way.
  const finger = useRef<Point>();
  const place = useRef(at);
  place.current = at;
  useEffect(() => (keys ? listen((by) => step.current(by === 0 ? 0 : place.current + by)) : undefined), [keys]);
  useEffect(() => {
    // An Undo left from the page below would lie over Next; it stays in the log.
    if (keys) hush();
    // The sheet itself opens after its contents and takes the focus.
    if (keys) drawn(() => box.current?.querySelector<HTMLElement>(".remote-next")?.focus());
  }, [keys]);
  const card = at > 0 ? shown.cards[at - 1] : undefined;
  const next = shown.cards[at];
  return (
    <div class="remote" ref={box} {...swipes(finger, (by) => go(at + by))}>
      <p class="remote-line num">
        <span class="strong" role="status">
          {at === 0 ? t("present.overview") : t("present.at", { n: at, of })}
        </span>
        <span class="remote-clocks">
          <span class="soft">{t("present.since", { time: clockFace(Math.max(0, tick.value - shown.at)) })}</span>
          <Timer timer={board.timer} />
        </span>
      </p>
      <section class="remote-now" aria-label={t("present.now")}>
        <h3 class="small soft">{t("present.now")}</h3>
        {card ? <CardOf of={card} /> : <Overview of={shown} why={why} onPick={go} />}
      </section>
      <section class="remote-then" aria-label={t("present.next")}>
        <h3 class="small soft">{t("present.next")}</h3>
        {next ? (
          <p class="remote-clip" lang={next.lang}>
            {next.text}
          </p>
        ) : (
          <p class="soft">{t("present.last")}</p>
        )}
      </section>
      <div class="remote-keys">
        <Button class="remote-back" icon={ArrowLeft} why={why ?? (at === 0 && t("present.is_first"))} onTap={() => go(at - 1)}>
          {t("present.previous")}
        </Button>
        <Button
          class="remote-next"
          look="main"
          icon={ArrowRight}
          why={why ?? (at === of && t("present.last"))}
          onTap={() => go(at + 1)}
        >
          {t("act.next")}
        </Button>
        <Button icon={LayoutList} pressed={at === 0} why={why} onTap={() => go(0)}>
          {t("present.overview")}
        </Button>
        <Button icon={Square} onTap={onStop}>
          {t("timer.stop")}
        </Button>
      </div>
    </div>
  );
}

/** All of it, a line for each card; a tap goes straight to one. */
function Overview({ of, why, onPick }: { of: Presentation; why: string | null; onPick: (to: number) => void }) {
  return (
    <div class="stack-tight">
      <p class="lines">
        <Both of={of.summary} />
      </p>
      <ol>
        {of.cards.map((card, i) => (
          <li key={card.card}>
            <Button look="bare" wide class="remote-card" why={why} onTap={() => onPick(i + 1)}>
              <span class="num">{i + 1}.</span>
              <span class="remote-clip" lang={card.lang}>
                {card.text}
              </span>
            </Button>
          </li>
        ))}
      </ol>
    </div>
  );
}

function CardOf({ of }: { of: Presented }) {
  return (
    <div class="stack-tight">
      {of.to && (
        <p class="remote-asked remote-clip soft" lang={of.to.lang}>
          {of.to.text}
        </p>
      )}
      <KindMark kind={of.kind} />
      <p class={of.text.length > LONG ? "remote-text remote-long" : "remote-text"} lang={of.lang}>
        {of.text}
      </p>
      <p>
        <Count of={of} class="strong" />
      </p>
    </div>
  );
}

/** Arrows, page keys (what a presenter's clicker sends) and space. Home is the overview. */
function listen(turn: (by: -1 | 0 | 1) => void): () => void {
  const steps: Record<string, -1 | 0 | 1> = {
    ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: 0,
  };
  const key = (event: KeyboardEvent) => {
    const by = steps[event.key];
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    // Space on a button presses that button.
    if (event.key === " " && (event.target as Element | null)?.closest("button, a, input, textarea, select")) return;
    event.preventDefault();
    turn(by);
  };
  return onKey(key);
}

/** A swipe turns; a scroll up or down does not. */
function swipes(finger: { current: Point | undefined }, turn: (by: -1 | 1) => void) {
  return {
    onTouchStart: (event: TouchEvent) => {
      const touch = event.touches.length === 1 ? event.touches[0] : undefined;
      finger.current = touch && { x: touch.clientX, y: touch.clientY };
    },
    onTouchEnd: (event: TouchEvent) => {
      const [start, touch] = [finger.current, event.changedTouches[0]];
      if (!start || !touch) return;
      const [dx, dy] = [touch.clientX - start.x, touch.clientY - start.y];
      finger.current = undefined;
      if (Math.abs(dx) > SWIPE && Math.abs(dx) > 2 * Math.abs(dy)) turn(dx < 0 ? 1 : -1);
    },
  };
}
