/**
 * The one file that reads a clock. A device's wall clock may be hours off, and be set while the page is open: nothing
 * is timed, ordered or compared by it, save what several tabs share and what a sleep must not hide.
 */

/** Timers that tests can hold in their hand. */
export type Clock = {
  /** Ms since some moment. */
  now(): number;
  /** Run once after `ms`; the answer cancels it. */
  after(ms: number, does: () => void): () => void;
};

/** Only ever moves on, at one pace, whatever becomes of the wall clock. Some stand still while the device sleeps. */
export const steadyClock: Clock = {
  now: () => performance.now(),
  after(ms, does) {
    const timer = setTimeout(does, ms);
    return () => clearTimeout(timer);
  },
};

/** What all tabs of a browser share; whoever compares with it must bear that it is set. */
export const wallClock: Clock = { ...steadyClock, now: () => Date.now() };

/** Ms since the call, each time it is asked; a sleep counts, and so does a wall clock that was set forward meanwhile. */
export function stopwatch(steady = steadyClock, wall = wallClock): () => number {
  const [was, then] = [steady.now(), wall.now()];
  return () => Math.max(steady.now() - was, wall.now() - then);
}

/**
 * The server's clock as heard from here. The answer's `now` was true somewhere between asking and hearing; the
 * quickest exchange says it best, until one contradicts it: the server's clock was set, or this device slept. Before
 * the first answer the device's own clock is all there is.
 */
export class ServerTime {
  private best = Infinity;

  constructor(
    private readonly clock: Clock,
    private offset = 0,
  ) {}

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
