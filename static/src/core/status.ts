/** How this browser stands to the server, in the words a face shows. */
import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Refusal, Status } from "./api";
import type { Clock } from "./time";

/** A banner earlier than this cries wolf at every lift and corridor, ms. */
const BANNER = 5_000;
/** A timer that rings later than this slept with the phone: the connection gets its five seconds awake. */
const LATE = 2_000;

export type Standing = {
  status: ReadonlySignal<Status>;
  online(now: boolean): void;
  /** Let in: the first time and at every return. */
  joined(): void;
  turnedAway(why: Refusal): void;
  /** Why we were turned away, while we are. */
  refusal(): Refusal | undefined;
};

export function openStatus(clock: Clock, waiting: ReadonlySignal<number>, served = () => clock.now()): Standing {
  const online = signal(false);
  const since = signal(served());
  const stale = signal(false);
  const everJoined = signal(false);
  const refusal = signal<Refusal | undefined>(undefined);
  let disarm = (): void => undefined;

  function arm(): void {
    disarm();
    const due = clock.now() + BANNER;
    disarm = clock.after(BANNER, () => (clock.now() - due > LATE ? arm() : void (stale.value = true)));
  }
  arm();

  return {
    status: computed(() => ({
      online: online.value,
      since: since.value,
      everJoined: everJoined.value,
      waiting: waiting.value,
      stale: stale.value,
      removed: refusal.value?.code === "removed",
      ...(refusal.value && { refused: refusal.value }),
    })),
    online(now) {
      if (now === online.value) return;
      batch(() => {
        online.value = now;
        since.value = served();
        if (now) stale.value = false;
      });
      if (now) disarm();
      else arm();
    },
    joined() {
      everJoined.value = true;
      refusal.value = undefined;
    },
    turnedAway(why) {
      refusal.value = why;
    },
    refusal: () => refusal.value,
  };
}
