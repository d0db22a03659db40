/** Asks again for streams that miss something: all in one question, after a moment in which it may still come. */
import { compare, settle, type Effect, type Shelf, type Shelves } from "./replica";
import type { Clock } from "./time";
import type { Heads, StreamAnswer } from "./types";

/** Deltas of several server processes overtake each other by some ms (0.3 to 1.4 % of them); a gap that stays is a loss. */
const MOMENT = 300;
/** No answer: try again, ms. */
const AGAIN = 1_500;

export class CatchUp {
  private readonly wanted = new Set<string>();
  private asking = false;
  /** Of these, heads came while an answer was on its way. */
  private readonly since = new Set<string>();
  private goals: Heads = {};
  private waiting = false;

  constructor(
    private readonly shelves: Shelves,
    private readonly clock: Clock,
    private readonly resume: (have: Heads) => Promise<Record<string, StreamAnswer> | undefined>,
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
      this.since.add(stream);
    }
    this.wait(MOMENT);
  }

  private wait(ms: number): void {
    if (this.waiting || !this.wanted.size) return;
    this.waiting = true;
    this.clock.after(ms, () => {
      this.waiting = false;
      void this.ask();
    });
  }

  private async ask(): Promise<void> {
    if (this.asking) return;
    const asked = new Map<string, Shelf>();
    const have: Heads = {};
    for (const stream of this.wanted) {
      const shelf = this.shelves.get(stream);
      const missing = shelf?.seq !== undefined && (shelf.held.length > 0 || (this.goals[stream] ?? 0) > shelf.seq);
      if (!missing) this.done(stream);
      else {
        asked.set(stream, shelf);
        have[stream] = shelf.seq!;
      }
    }
    if (!asked.size) return;
    this.asking = true;
    this.since.clear();
    const answers = await this.resume(have);
    this.asking = false;
    if (!answers) return this.wait(AGAIN);
    for (const [stream, shelf] of asked) {
      // Heads that came meanwhile may speak of more than this answer.
      if (!this.since.has(stream)) this.done(stream);
      const answer = answers[stream];
      if (!answer || this.shelves.get(stream) !== shelf) continue; // not ours to read, or discarded meanwhile
      this.changed(settle(this.shelves, stream, have[stream], answer));
    }
    this.wait(MOMENT); // what was missed meanwhile
  }

  private done(stream: string): void {
    this.wanted.delete(stream);
    delete this.goals[stream];
  }
}
