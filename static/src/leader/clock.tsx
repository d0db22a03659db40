/* The table's timer: everybody at the table and the screen see the same seconds. */
import { Pause, Play, Plus, Square } from "lucide-preact";
import { useState } from "preact/hooks";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { Choices } from "../ui/choice";
import { Timer } from "../ui/timer";
import { use } from "../phone/world";
import { why } from "../phone/why";
import { give } from "./give";

const MINUTES = [5, 10, 15, 20, 30];

export function Clock() {
  const board = use().board.value!;
  const [minutes, setMinutes] = useState(10);
  const timer = board.timer;
  const not = why("timer.start", board);
  const about = { board: board.id };
  return (
    <section class="panel stack" aria-labelledby="desk-clock">
      <div class="row-apart">
        <h2 id="desk-clock">{t("timer.title")}</h2>
        <span class="big">
          <Timer timer={timer} />
        </span>
      </div>
      {timer ? (
        <div class="row">
          {timer.ends === null ? (
            <Button look="main" icon={Play} why={not} onTap={() => void give("timer.resume", about)}>
              {t("timer.resume")}
            </Button>
          ) : (
            <Button icon={Pause} why={not} onTap={() => void give("timer.pause", about)}>
              {t("timer.pause")}
            </Button>
          )}
          <Button icon={Plus} why={not} onTap={() => void give("timer.add", { ...about, seconds: 60 })}>
            {t("timer.add1")}
          </Button>
          <Button icon={Square} why={not} onTap={() => void give("timer.stop", about)}>
            {t("timer.stop")}
          </Button>
        </div>
      ) : (
        <>
          <Choices
            name="minutes"
            label={t("timer.min")}
            value={minutes}
            of={MINUTES.map((n) => ({ value: n, say: <span class="num">{n}</span> }))}
            onPick={setMinutes}
          />
          <Button wide icon={Play} why={not} onTap={() => void give("timer.start", { ...about, seconds: minutes * 60 })}>
            {t("timer.start")}
          </Button>
        </>
      )}
    </section>
  );
}
