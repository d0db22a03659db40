/* The table's timer: everybody at the table and the screen see the same seconds, counted on the server's clock. */
import { Pause, Play, Plus, Square } from "lucide-preact";
import { useState } from "preact/hooks";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { Choices } from "../ui/choice";
import { tick } from "../ui/clock";
import { Field } from "../ui/field";
import { clockFace, leftOf, Timer, type TimerFacts } from "../ui/timer";
import { use } from "../phone/world";
import { whole } from "./count";
import { give } from "./give";
import { whyNot } from "./open";

const MINUTES = [3, 5, 10, 15, 20, 30];
const MOST = 600;
const OWN = 0;
const MINUTE = 60_000;

export function Clock() {
  const board = use().board.value!;
  const { timer } = board;
  const about = { board: board.id };
  const not = whyNot("timer.start");
  const stop = () => {
    // As it stood: an undo a few seconds later gives back the time that was left, not the time that has passed.
    const left = timer ? Math.ceil(leftOf(timer, use().client.now()) / 1000) : 0;
    void give("timer.stop", about, {
      say: t("lead.did_stop"),
      ...(left > 0 ? { undo: () => void give("timer.start", { ...about, seconds: left }) } : {}),
    });
  };
  return (
    <section class="panel stack" aria-labelledby="desk-clock">
      <h2 id="desk-clock">{t("timer.title")}</h2>
      <LastMinute timer={timer} />
      {timer ? (
        <>
          <p class="clock-face">
            <Timer timer={timer} bare />
          </p>
          <div class="row row-fill">
            <Hold timer={timer} not={not} />
            <Button icon={Plus} why={not} onTap={() => void give("timer.add", { ...about, seconds: 60 })}>
              {t("timer.add1")}
            </Button>
            <Button icon={Square} why={not} onTap={stop}>
              {t("timer.stop")}
            </Button>
          </div>
        </>
      ) : (
        <Start not={not} />
      )}
    </section>
  );
}

/** Once time is up there is nothing to hold or to let go on: a minute more makes it run. */
function Hold({ timer, not }: { timer: TimerFacts; not: string | null }) {
  const about = { board: use().board.value!.id };
  const why = not ?? (leftOf(timer, tick.value) === 0 ? t("timer.up") : null);
  return timer.ends === null ? (
    <Button look="main" icon={Play} why={why} onTap={() => void give("timer.resume", about)}>
      {t("timer.resume")}
    </Button>
  ) : (
    <Button icon={Pause} why={why} onTap={() => void give("timer.pause", about)}>
      {t("timer.pause")}
    </Button>
  );
}

function Start({ not }: { not: string | null }) {
  const { client } = use();
  const board = use().board.value!;
  const [minutes, setMinutes] = useState(10);
  const own = client.draft("timer.own");
  const [wrong, setWrong] = useState<string | null>(null);
  const start = () => {
    const asked = minutes === OWN ? whole(own.value) : minutes;
    if (asked === null || asked < 1 || asked > MOST) {
      setWrong(t("lead.minutes_wrong", { max: MOST }));
      document.getElementById("own-minutes")?.focus();
      return;
    }
    void give("timer.start", { board: board.id, seconds: asked * 60 });
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <Choices
        name="minutes"
        label={t("timer.min")}
        value={minutes}
        of={[
          ...MINUTES.map((n) => ({ value: n, say: <span class="num">{n}</span> })),
          { value: OWN, say: <span>{t("lead.own_minutes")}</span> },
        ]}
        onPick={(n) => {
          setMinutes(n);
          setWrong(null);
        }}
      />
      {minutes === OWN && (
        <Field
          id="own-minutes"
          label={t("timer.own")}
          inputMode="numeric"
          value={own.value}
          onText={(typed) => {
            own.value = typed;
            setWrong(null);
          }}
          wrong={wrong}
          focus
        />
      )}
      <Button wide submit icon={Play} why={not}>
        {t("timer.start")}
      </Button>
    </form>
  );
}

/** Said once, politely: the seconds themselves would talk without end. That time is up the phone says on every page. */
function LastMinute({ timer }: { timer: TimerFacts | null }) {
  const left = timer?.ends != null ? leftOf(timer, tick.value) : null;
  const last = left !== null && left > 0 && left <= MINUTE && timer!.length > MINUTE;
  return (
    <p class="unseen" role="status">
      {last && t("timer.left", { time: clockFace(MINUTE) })}
    </p>
  );
}
