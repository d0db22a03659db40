/**
 * What a person wrote, kept on the phone until the server says it is durable.
 *
 * One storage key per item, so that two tabs never write over each other. Items go one at a time in the order they
 * were written, each with the id it was given here, again and again until there is an answer: a resend of what the
 * server already did gets the same reply and changes nothing (R2).
 */
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { newId } from "./ids";
import type { Lease } from "./lease";
import type { Store } from "./store";
import type { Clock } from "./time";
import type { Done, Heads, Reply } from "./types";

export type OutboxState = "waiting" | "sending" | "saved" | "refused";
export type Posted = {
  readonly id: string;
  readonly name: string;
  readonly data: Record<string, unknown>;
  readonly label?: string | undefined;
  /** False when the device could not store it: it lives only while this page does. */
  readonly kept: boolean;
  readonly state: ReadonlySignal<OutboxState>;
  /** The server's answer, once there is one. */
  readonly reply: ReadonlySignal<Reply | undefined>;
};

type Item = Omit<Posted, "state" | "reply" | "kept"> & {
  /** Its place among all that wait on this device, in any tab and over reloads: what was done first goes first. */
  order: number;
  at?: number;
  tries: number;
  kept: boolean;
  state: Signal<OutboxState>;
  reply: Signal<Reply | undefined>;
};
/** An earlier build's has no place, only when it was posted by the device's clock: those go first, as they stand. */
type Stored = Pick<Item, "id" | "name" | "data" | "label" | "order" | "at"> & { state: OutboxState; reply?: Reply };

export type OutboxNeeds = {
  store: Store;
  clock: Clock;
  lease: Lease;
  /** Send one command; undefined when no answer came. */
  deliver(id: string, name: string, data: Record<string, unknown>): Promise<Reply | undefined>;
  /** Have the records that this answer speaks of arrived? */
  seen(heads: Heads): boolean;
};

/** A saved item stays listed until its record is there, at most this long, ms: no blink between the two. */
const LINGER = 3_000;
/** Another tab holds the lease, or no answer came: look again, ms. */
const LOOK = 2_000;
/** An internal error is tried again this often before the person is told. */
const ERRORS = 3;

export class Outbox {
  private readonly list = signal<readonly Item[]>([]);
  readonly items: ReadonlySignal<readonly Posted[]> = this.list;
  readonly waiting = computed(() => this.list.value.filter((i) => i.state.value === "waiting" || i.state.value === "sending").length);
  private prefix: string | undefined;
  private sending = false;
  private open = false;
  private later: (() => void) | undefined;

  constructor(private readonly needs: OutboxNeeds) {
    needs.store.watch((key, value) => this.otherTab(key, value));
  }

  /** Whose outbox this is from now on; `prefix` ends in the person. Undefined: nobody's, as before joining. */
  turn(prefix: string | undefined): void {
    if (prefix === this.prefix) return;
    this.prefix = prefix;
    this.list.value = [];
    this.rescan();
  }

  /** The way to the server opened or closed. */
  setOpen(open: boolean): void {
    this.open = open;
    if (open) this.kick();
  }

  post(name: string, data: Record<string, unknown>, label?: string): Posted {
    const item = this.make({ id: newId(), name, data, label, order: this.next(), state: "waiting" });
    this.save(item);
    this.list.value = [...this.list.value, item];
    this.kick();
    return item;
  }

  /** A refusal is final for its id, so another try is another command. */
  retry(id: string): Posted | undefined {
    const old = this.dismiss(id);
    return old && this.post(old.name, old.data, old.label);
  }

  dismiss(id: string): Posted | undefined {
    const item = this.list.value.find((i) => i.id === id);
    if (!item || item.state.value === "sending" || item.state.value === "saved") return undefined;
    this.forget(item);
    return item;
  }

  /** Read storage again: a tab that was frozen heard nothing of the others. */
  rescan(): void {
    if (this.prefix === undefined) return;
    const keys = this.needs.store.keys(this.prefix);
    const there = new Set(keys.map((key) => key.slice(this.prefix!.length)));
    const staying = this.list.value.filter((i) => !i.kept || there.has(i.id) || i.state.value === "sending" || i.state.value === "saved");
    const known = new Set(staying.map((i) => i.id));
    const found = keys.map((key) => this.read(this.needs.store.get(key))).filter((i): i is Item => !!i && !known.has(i.id));
    this.list.value = [...staying, ...found].sort((a, b) => a.order - b.order || (a.at ?? 0) - (b.at ?? 0));
    this.kick();
  }

  /** Records moved on: saved items that can be seen now leave the list. */
  settle(): void {
    for (const item of this.list.value) {
      const reply = item.state.value === "saved" ? (item.reply.value as Done | undefined) : undefined;
      if (reply && this.needs.seen(reply.heads ?? {})) this.unlist(item);
    }
  }

  /** Send the next waiting item, if the way is open and no other tab is at it. */
  kick(): void {
    this.later?.();
    this.later = undefined;
    const next = this.list.value.find((item) => item.state.value === "waiting");
    if (!next || this.sending || !this.open) return;
    if (!this.needs.lease.hold()) return this.lookAgain(LOOK);
    void this.send(next);
  }

  private async send(item: Item): Promise<void> {
    this.sending = true;
    item.state.value = "sending";
    const reply = await this.needs.deliver(item.id, item.name, item.data).catch(() => undefined);
    this.sending = false;
    if (!this.list.value.includes(item)) return this.kick(); // done in another tab, or another person's turn
    if (reply === undefined) {
      item.state.value = "waiting";
      this.lookAgain(LOOK);
    } else if (reply.refused === undefined) {
      this.saved(item, reply);
      this.kick();
    } else if (transient(reply) || (reply.refused === "error" && ++item.tries < ERRORS)) {
      item.state.value = "waiting";
      this.lookAgain(1_000 * (reply.retry_after ?? 1));
    } else {
      item.reply.value = reply;
      item.state.value = "refused";
      if (this.list.value.includes(item)) this.save(item); // else a reader let it go the moment it heard: it stays gone
      this.kick();
    }
  }

  private saved(item: Item, reply: Reply): void {
    item.reply.value = reply;
    item.state.value = "saved";
    this.save(item); // other tabs read "saved" before the key goes
    this.needs.store.drop(this.prefix + item.id);
    this.needs.clock.after(LINGER, () => this.unlist(item));
    this.settle();
  }

  private lookAgain(ms: number): void {
    this.later?.();
    this.later = this.needs.clock.after(ms, () => this.kick());
  }

  private otherTab(key: string, value: string | null): void {
    if (this.prefix === undefined || !key.startsWith(this.prefix)) return;
    const id = key.slice(this.prefix.length);
    const item = this.list.value.find((i) => i.id === id);
    const stored = this.read(value);
    if (item?.state.value === "saved") return;
    if (!stored) return item && this.unlist(item);
    if (!item) return this.rescan();
    if (stored.state.value === "waiting") return;
    item.reply.value = stored.reply.value;
    item.state.value = stored.state.value;
    if (item.state.value !== "saved") return;
    this.needs.clock.after(LINGER, () => this.unlist(item));
    this.settle(); // its record may have come before this word of it
  }

  /** After everything that waits, also what another tab posted and this one has not heard of. */
  private next(): number {
    const { prefix, needs } = this;
    const stored = prefix === undefined ? [] : needs.store.keys(prefix).map((key) => this.read(needs.store.get(key))?.order ?? 0);
    return Math.max(0, ...stored, ...this.list.value.map((item) => item.order)) + 1;
  }

  private make(stored: Stored): Item {
    return { ...stored, order: stored.order ?? 0, tries: 0, kept: true, state: signal(stored.state), reply: signal(stored.reply) };
  }

  private read(text: string | null): Item | undefined {
    try {
      return text === null ? undefined : this.make(JSON.parse(text) as Stored);
    } catch {
      return undefined; // another build's, or half a write
    }
  }

  private save(item: Item): void {
    if (this.prefix === undefined) return;
    const { id, name, data, label, order, at } = item;
    const state = item.state.value === "sending" ? "waiting" : item.state.value;
    const stored = { id, name, data, label, order, at, state, reply: item.reply.value };
    item.kept = this.needs.store.set(this.prefix + id, JSON.stringify(stored));
  }

  private forget(item: Item): void {
    this.needs.store.drop(this.prefix + item.id);
    this.unlist(item);
  }

  private unlist(item: Item): void {
    this.list.value = this.list.value.filter((i) => i !== item);
  }
}

/** Not an answer yet: the server wrote no receipt, and the same id may go again later. */
export const transient = (reply: Reply): boolean =>
  reply.refused !== undefined && (reply.retry_after !== undefined || reply.refused === "too_fast" || reply.refused === "busy" || reply.refused === "disk_full");
