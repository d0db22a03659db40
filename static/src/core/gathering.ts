/** The page's side of the gathering: sends what changed, hears what was found; where no worker runs, it works at rest. */
import type { Gathered, Gatherer, Item, Told, Wanted } from "./gather";

interface Found {
  turn: number;
  found: Gathered[];
}

export interface Gathering {
  ask(wanted: Wanted): void;
  stop(): void;
}

/** `open` starts the worker; where it cannot (an old browser, a strict policy), the same is done here after a pause. */
export function startGathering(open: () => Worker, hear: (found: Gathered[]) => void): Gathering {
  let sent = new Map<number, Item>();
  let turn = 0;
  let last: Wanted | undefined;
  let stopped = false;
  let here: Promise<Gatherer> | undefined;

  const alone = () => {
    const mine = ++turn;
    here ??= import("./gather").then(({ openGather }) => openGather());
    void here.then((gatherer) =>
      setTimeout(() => {
        if (!stopped && last && mine === turn) hear(gatherer.gather(last));
      }, 500),
    );
  };
  let worker: Worker | undefined;
  const lost = () => {
    worker?.terminate();
    worker = undefined;
    if (last && !stopped) alone();
  };
  try {
    worker = open();
    worker.onmessage = ({ data }: MessageEvent<Found>) => {
      // An answer to what was asked before is not waited for any more, but better than none.
      if (!stopped) hear(data.found);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      lost();
    };
  } catch {
    worker = undefined;
  }
  return {
    ask(wanted) {
      last = wanted;
      if (!worker) return alone();
      const now = new Map(wanted.items.map((item) => [item.id, item]));
      const same = (a: Item, b: Item | undefined) => b !== undefined && a.text === b.text && a.kind === b.kind && a.group === b.group;
      const told: Told = {
        turn: ++turn,
        puts: wanted.items.filter((item) => !same(item, sent.get(item.id))),
        drops: [...sent.keys()].filter((id) => !now.has(id)),
        apart: wanted.apart,
        synonyms: wanted.synonyms,
      };
      sent = now;
      worker.postMessage(told);
    },
    stop() {
      stopped = true;
      worker?.terminate();
    },
  };
}
