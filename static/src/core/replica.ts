/**
 * The one reducer: what the server sent -> the records this browser may read. No clock, no network, no record types.
 *
 * Each stream has its own map and its own gapless numbers (R7). A delta that is old is dropped, the next one applied,
 * an early one held; a gap is reported as `behind`, and whoever owns the timers asks for a resume.
 */
import type { Delta, Heads, Key, Rec, StreamAnswer } from "./types";

/** `seq` is undefined until the stream was first read: deltas may come before that, and are held. */
export type Shelf = { seq: number | undefined; records: Map<Key, Rec>; held: Delta[] };
export type Shelves = Map<string, Shelf>;
/** Keys whose record in some stream may have changed, and streams that miss something. */
export type Effect = { touched: Set<Key>; behind: Set<string> };

/** Enough for a second of the busiest board; what does not fit is fetched again by the resume that is due anyway. */
export const HOLD = 256;

const nothing = (): Effect => ({ touched: new Set(), behind: new Set() });
const newShelf = (): Shelf => ({ seq: undefined, records: new Map(), held: [] });
const start = (delta: Delta): number => delta.from ?? delta.seq - 1;

/** Deltas as they fly in: any order, doubled, or with some lost. */
export function take(shelves: Shelves, deltas: readonly Delta[]): Effect {
  const effect = nothing();
  for (const delta of deltas) {
    let shelf = shelves.get(delta.stream);
    if (!shelf) shelves.set(delta.stream, (shelf = newShelf()));
    if (!place(shelf, delta, effect.touched)) effect.behind.add(delta.stream);
  }
  for (const stream of effect.behind) {
    const shelf = shelves.get(stream);
    if (!shelf?.held.length || shelf.seq === undefined) effect.behind.delete(stream);
  }
  return effect;
}

/**
 * The connection ended. What it left half-told must not be joined to what the next one tells: in between, the server
 * may have been set back and have given the same numbers to other changes.
 */
export function cutOff(shelves: Shelves): void {
  for (const shelf of shelves.values()) shelf.held = [];
}

/** The answer to `join`: all streams this person may read, and no others (R7: what is absent is discarded). */
export function welcome(shelves: Shelves, have: Heads, streams: Record<string, StreamAnswer>): Effect {
  const effect = nothing();
  for (const [stream, shelf] of shelves) {
    if (stream in streams) continue;
    for (const key of shelf.records.keys()) effect.touched.add(key);
    shelves.delete(stream);
  }
  for (const [stream, answer] of Object.entries(streams)) {
    const more = settle(shelves, stream, have[stream], answer);
    for (const key of more.touched) effect.touched.add(key);
    for (const name of more.behind) effect.behind.add(name);
  }
  return effect;
}

/** The answer for one stream, asked for with `after`: what changed since, or a whole snapshot. */
export function settle(shelves: Shelves, stream: string, after: number | undefined, answer: StreamAnswer): Effect {
  if ("deltas" in answer) return take(shelves, answer.deltas);
  const effect = nothing();
  let shelf = shelves.get(stream);
  if (!shelf) shelves.set(stream, (shelf = newShelf()));
  // Live deltas may have overtaken this answer. Only a server that stood before `after` when it read (a restored
  // backup) may take the replica back.
  const restored = after !== undefined && answer.seq < after;
  if (shelf.seq !== undefined && answer.seq < shelf.seq && !restored) return effect;
  for (const key of shelf.records.keys()) effect.touched.add(key);
  shelf.records = new Map((JSON.parse(answer.records) as Rec[]).map((record) => [record.key, record]));
  shelf.seq = answer.seq;
  if (restored) shelf.held = [];
  for (const key of shelf.records.keys()) effect.touched.add(key);
  drain(shelf, effect.touched);
  if (shelf.held.length) effect.behind.add(stream);
  return effect;
}

/** Streams whose server number differs from ours: a lost last delta, or a server that was set back. */
export function compare(shelves: Shelves, heads: Heads): Set<string> {
  const differ = new Set<string>();
  for (const [stream, seq] of Object.entries(heads)) {
    const ours = shelves.get(stream)?.seq;
    if (ours !== undefined && ours !== seq) differ.add(stream);
  }
  return differ;
}

export function headsOf(shelves: Shelves): Heads {
  const heads: Heads = {};
  for (const [stream, { seq }] of shelves) if (seq !== undefined) heads[stream] = seq;
  return heads;
}

/** False when the delta cannot be applied yet. */
function place(shelf: Shelf, delta: Delta, touched: Set<Key>): boolean {
  if (shelf.seq !== undefined && delta.seq <= shelf.seq) return true; // old
  if (shelf.seq === undefined || start(delta) > shelf.seq) {
    if (shelf.held.length < HOLD) shelf.held.push(delta); // early
    return false;
  }
  apply(shelf, delta, touched);
  drain(shelf, touched);
  return true;
}

function apply(shelf: Shelf, delta: Delta, touched: Set<Key>): void {
  for (const record of delta.puts) {
    shelf.records.set(record.key, record);
    touched.add(record.key);
  }
  for (const key of delta.drops) {
    shelf.records.delete(key);
    touched.add(key);
  }
  shelf.seq = delta.seq;
}

/** Held deltas in order, as far as they join on; the sort makes one pass enough. */
function drain(shelf: Shelf, touched: Set<Key>): void {
  if (!shelf.held.length) return;
  const waiting = shelf.held.sort((a, b) => start(a) - start(b));
  shelf.held = [];
  for (const delta of waiting) {
    if (shelf.seq === undefined || start(delta) > shelf.seq) shelf.held.push(delta);
    else if (delta.seq > shelf.seq) apply(shelf, delta, touched);
  }
}
