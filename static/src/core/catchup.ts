/** Asks again for streams that miss something: once per stream at a time, after a moment in which it may still come. */
import { compare, settle, type Effect, type Shelves } from "./replica";
import type { Clock } from "./time";
import type { Heads, StreamAnswer } from "./types";

/** Deltas of several server processes overtake each other by some ms (0.3 to 1.4 % of them); a gap that stays is a loss. */
const MOMENT = 300;
/** No answer: try again, ms. */
const AGAIN = 1_500;

export class CatchUp {
  private readonly wanted = new Set<string>();
  private readonly asking = new Set<string>();
  private goals: Heads = {};
  private waiting = false;

  constructor(
    private readonly shelves: Shelves,
    private readonly clock: Clock,
    private readonly resume: (stream: string, after: number) => Promise<StreamAnswer | undefined>,
    private readonly changed: (effect: Effect) => void,
  ) {}

  /** These streams hold early deltas. */
  gaps(streams: Iterable<string>): void {
    for (const stream of streams) this.wanted.add(stream);
    this.wait(MOMENT);
  }

  /** The server says where its streams stand; a lost last delta shows only here. */
  heads(heads: Heads): void {
    for (const stream of compare(this.shelves, heads)) {
      this.goals[stream] = heads[stream]!;
      // A server behind us was restored from a backup, or its word is older than the last delta: asking tells which.
      if (heads[stream]! < this.shelves.get(stream)!.seq!) this.goals[stream] = Infinity;
      this.wanted.add(stream);
    }
    this.wait(MOMENT);
  }

  private wait(ms: number): void {
    if (this.waiting || !this.wanted.size) return;
    this.waiting = true;
    this.clock.after(ms, () => {
      this.waiting = false;
      for (const stream of this.wanted) void this.ask(stream);
    });
  }

  private async ask(stream: string): Promise<void> {
    const shelf = this.shelves.get(stream);
    const missing = shelf?.seq !== undefined && (shelf.held.length > 0 || (this.goals[stream] ?? 0) > shelf.seq);
    if (!missing) return this.done(stream);
    if (this.asking.has(stream)) return;
    this.asking.add(stream);
    const after = shelf.seq!;
    const answer = await this.resume(stream, after);
    this.asking.delete(stream);
    if (!answer) return this.wait(AGAIN);
    this.done(stream);
    if (this.shelves.get(stream) !== shelf) return; // discarded meanwhile
    const effect = settle(this.shelves, stream, after, answer);
    this.changed(effect);
  }

  private done(stream: string): void {
    this.wanted.delete(stream);
    delete this.goals[stream];
  }
}
