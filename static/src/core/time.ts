/** Timers that tests can hold in their hand. */
export type Clock = {
  /** Local ms. */
  now(): number;
  /** Run once after `ms`; the answer cancels it. */
  after(ms: number, does: () => void): () => void;
};

export const wallClock: Clock = {
  now: () => Date.now(),
  after(ms, does) {
    const timer = setTimeout(does, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * The server's clock as heard from here. The answer's `now` was true somewhere between asking and hearing; the
 * quickest exchange says it best. A phone's own clock may be hours off, or be set while it runs.
 */
export class ServerTime {
  private offset = 0;
  private best = Infinity;

  constructor(private readonly clock: Clock) {}

  heard(now: number, asked: number): void {
    const answered = this.clock.now();
    const trip = answered - asked;
    const offset = now - (asked + answered) / 2;
    const moved = Math.abs(offset - this.offset) > trip / 2 + this.best / 2;
    if (trip > this.best && !moved) return;
    this.best = trip;
    this.offset = offset;
  }

  now(): number {
    return this.clock.now() + this.offset;
  }
}
