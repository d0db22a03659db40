/* The leader's reminder: one quiet line over the page, which moves nothing, and is said once. */
import { BellRing, X } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { store } from "../core/store";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { Icon } from "../ui/icons";
import { sounds } from "./sound";
import { go, use } from "./world";

/** A phone that wakes much later is not troubled with what the table has long done, ms. */
const STALE = 10 * 60_000;
const SHAKE = 120; // ms

export function Nudge() {
  const { client, person, board, tab, me } = use();
  const phase = board.value?.phase;
  const at = person.value?.nudged ?? 0;
  const key = `ws:${client.code}:phone:nudged:${person.value?.id ?? 0}`;
  const [shown, setShown] = useState<{ at: number; phase: string; done: number } | null>(null);
  const done = shown ? mine() : 0; // 300 cards are counted only while somebody is asked

  useEffect(() => {
    const look = () => {
      if (document.hidden || !at || at <= Number(store.get(key) ?? 0)) return;
      store.set(key, String(at)); // said now, and not again after a reload
      // Who leads has the roll in view, and may have asked the whole table.
      if (me.value.role === "leader" || !phase || phase === "report" || client.now() - at > STALE) return;
      setShown({ at, phase, done: mine() });
      shake();
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [at, key]);

  // Done, or no longer what the table does.
  if (!shown || shown.phase !== phase || done > shown.done) return null;
  const vote = phase === "vote";
  return (
    <div class="nudge" role="status">
      <Icon of={BellRing} />
      <p class="grow">{t(vote ? "nudge.vote" : "nudge.write")}</p>
      {tab.value !== "board" && (
        <Button
          small
          onTap={() => {
            setShown(null);
            go("board");
          }}
        >
          {t("nudge.go")}
        </Button>
      )}
      <Button look="bare" icon={X} label={t("act.close")} onTap={() => setShown(null)} />
    </div>
  );
}

/** How much of one's own there is in this phase: more of it answers the reminder. */
function mine(): number {
  const { client, board } = use();
  if (board.value?.phase === "vote") return client.all("ballot").value.reduce((all, ballot) => all + (ballot.dots ?? 1), 0);
  return client.all("card").value.filter((card) => client.mine(card.key)).length;
}

/** Browsers let a page shake a phone only after it was touched, and say so in the console otherwise. */
function shake(): void {
  const touched = (navigator as { userActivation?: { hasBeenActive: boolean } }).userActivation?.hasBeenActive ?? true;
  if (touched && sounds.peek() && !matchMedia("(prefers-reduced-motion: reduce)").matches) navigator.vibrate?.(SHAKE);
}
