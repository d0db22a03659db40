/** The replica at work: packets in, signals out, and gaps asked for again. */
import { batch } from "@preact/signals";
import { CatchUp } from "./catchup";
import { cutOff, type Effect, headsOf, type Shelves, take, welcome } from "./replica";
import type { Clock } from "./time";
import type { Delta, Heads, StreamAnswer } from "./types";
import { View } from "./view";

/** Packets of one picture frame are drawn together: twenty busy groups send more packets than a screen has frames; ms. */
const FRAME = 16;

export class Records {
  private readonly shelves: Shelves = new Map();
  readonly view = new View(this.shelves);
  private readonly catchUp: CatchUp;
  private readonly arrived: Delta[] = [];

  constructor(
    private readonly clock: Clock,
    resume: (have: Heads) => Promise<Record<string, StreamAnswer> | undefined>,
    /** Called inside the same batch as the records' own change. */
    private readonly changed: () => void,
  ) {
    this.catchUp = new CatchUp(this.shelves, clock, resume, (effect) => this.show(effect));
  }

  take(deltas: Delta[]): void {
    if (!this.arrived.length) this.clock.after(FRAME, () => this.unpack());
    this.arrived.push(...deltas);
  }

  welcome(have: Heads, streams: Record<string, StreamAnswer>): void {
    this.unpack();
    this.show(welcome(this.shelves, have, streams));
  }

  heads(heads: Heads): void {
    this.unpack();
    this.catchUp.heads(heads);
  }

  have(): Heads {
    this.unpack();
    return headsOf(this.shelves);
  }

  /** The connection ended. */
  lost(): void {
    this.unpack();
    cutOff(this.shelves);
  }

  /** Is all that these numbers speak of here? A stream we do not read will never come, and is not waited for. */
  reached(heads: Heads): boolean {
    return Object.entries(heads).every(([stream, seq]) => (this.shelves.get(stream)?.seq ?? Infinity) >= seq);
  }

  private unpack(): void {
    if (this.arrived.length) this.show(take(this.shelves, this.arrived.splice(0)));
  }

  private show(effect: Effect): void {
    batch(() => {
      this.view.refresh(effect.touched);
      this.changed();
    });
    this.catchUp.gaps(effect.behind);
  }
}
