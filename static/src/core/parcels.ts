/**
 * Large things on their way, beside the outbox: first their bytes are handed in, then a command says what they are for.
 *
 * A parcel waits on the device, across reloads, until its command is durable. It keeps one id for all tries, so that a
 * resend changes nothing (R2), and the same bytes are always taken under the same name. Parcels go one at a time, from
 * one tab at a time.
 */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { newId } from "./ids";
import type { Lease } from "./lease";
import { transient } from "./outbox";
import type { Kept, Shelf } from "./shelf";
import type { Store } from "./store";
import type { Clock } from "./time";
import type { Command, Done, Fields, Heads, Refused, Reply } from "./types";

export type ParcelState = "waiting" | "sending" | "saved" | "refused";
export type Parcel = {
  readonly id: string;
  /** The path that takes the bytes, below the workshop's. */
  readonly to: string;
  /** Given once they are there, with `data` and what was answered. */
  readonly name: string;
  readonly data: Record<string, unknown>;
  readonly body: Blob;
  /** False when the device could not store it: it lives only as long as this page. */
  readonly kept: ReadonlySignal<boolean>;
  readonly state: ReadonlySignal<ParcelState>;
  /** The server's answer, once there is a last one. */
  readonly reply: ReadonlySignal<Reply | undefined>;
};
/** What the server said of the bytes, and when: it keeps what nothing asks for no longer than a day. */
type Taken = { fields: Record<string, unknown>; at: number };
type Item = Omit<Parcel, "kept" | "state" | "reply"> & {
  whose: string;
  /** Its place among all that wait here, as in the outbox. */
  order: number;
  bytes: ArrayBuffer;
  stored: boolean;
  tries: number;
  taken: Taken | undefined;
  kept: Signal<boolean>;
  state: Signal<ParcelState>;
  reply: Signal<Reply | undefined>;
};

/** The command's fields, but for those that the answer to the bytes brings. */
type Known<N extends Command> = Partial<Fields<N>>;

export type ParcelNeeds = {
  shelf: Shelf;
  store: Store;
  /** A key of the store that is written at each change, for the other tabs to hear. */
  news: string;
  clock: Clock;
  lease: Lease;
  /** Hand in bytes: what they are known by, a refusal, or undefined when no answer came. */
  upload(to: string, body: Blob): Promise<Record<string, unknown> | Refused | undefined>;
  /** Send one command; undefined when no answer came. */
  deliver(id: string, name: string, data: Record<string, unknown>): Promise<Reply | undefined>;
  /** Have the records that this answer speaks of arrived? */
  seen(heads: Heads): boolean;
};

/** ms, as in the outbox: until a saved one leaves the list, and between two looks. */
const LINGER = 3_000;
const LOOK = 2_000;
/** Half the time that handed-in bytes are kept for. */
const FRESH = 12 * 3_600_000;
/** A slow upload outlasts the lease: renewed so often. */
const RENEW = 2_000;
const ERRORS = 3;

export class Parcels {
  private readonly list = signal<readonly Item[]>([]);
  readonly items: ReadonlySignal<readonly Parcel[]> = this.list;
  private whose: string | undefined;
  private open = false;
  private sending = false;
  private later: (() => void) | undefined;

  constructor(private readonly needs: ParcelNeeds) {
    needs.store.watch((key) => key === needs.news && void this.rescan());
  }

  /** Whose they are from now on. */
  turn(whose: string): void {
    if (whose === this.whose) return;
    this.whose = whose;
    this.list.value = [];
    void this.rescan();
  }

  /** The way to the server opened or closed. */
  setOpen(open: boolean): void {
    this.open = open;
    if (open) this.kick();
  }

  busy(): boolean {
    return this.sending;
  }

  post<N extends Command>(to: string, body: Blob, name: N, data: Known<N>): Promise<Parcel> {
    return this.take(to, body, name, data as Record<string, unknown>);
  }

  private async take(to: string, body: Blob, name: string, data: Record<string, unknown>): Promise<Parcel> {
    const whose = this.whose ?? "";
    const bytes = await body.arrayBuffer();
    const item = this.make({ id: newId(), whose, order: this.next(), type: body.type, bytes, to, name, data });
    this.list.value = [...this.list.value, item];
    void this.save(item);
    this.kick();
    return item;
  }

  /** A refusal is final for its id, so another try is another parcel. */
  retry(id: string): Promise<Parcel> | undefined {
    const old = this.dismiss(id);
    return old && this.take(old.to, old.body, old.name, old.data);
  }

  dismiss(id: string): Parcel | undefined {
    const item = this.list.value.find((each) => each.id === id);
    if (!item || item.state.value === "sending" || item.state.value === "saved") return undefined;
    this.unlist(item);
    void this.forget(item);
    return item;
  }

  /** Read the shelf again: another tab posted, sent or dropped one. */
  async rescan(): Promise<void> {
    const whose = this.whose;
    if (whose === undefined) return;
    const there = await this.needs.shelf.list(whose);
    if (whose !== this.whose) return;
    const ids = new Map(there.map((each) => [each.id, each]));
    const staying = this.list.value.filter((i) => !i.stored || ids.has(i.id) || i.state.value === "sending" || i.state.value === "saved");
    for (const item of staying) this.hear(item, ids.get(item.id));
    const known = new Set(staying.map((i) => i.id));
    const found = there.filter((each) => !known.has(each.id)).map((each) => this.make(each, true));
    this.list.value = [...staying, ...found].sort((a, b) => a.order - b.order);
    this.kick();
  }

  /** Records moved on: saved ones that can be seen now leave the list. */
  settle(): void {
    for (const item of this.list.value) {
      const reply = item.state.value === "saved" ? (item.reply.value as Done | undefined) : undefined;
      if (reply && this.needs.seen(reply.heads ?? {})) this.unlist(item);
    }
  }

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
    let over = false;
    const renew = (): void => void (over || (this.needs.lease.hold(), this.needs.clock.after(RENEW, renew)));
    renew();
    const reply = await this.carry(item).catch(() => undefined);
    over = true;
    this.sending = false;
    if (!this.list.value.includes(item)) return this.kick(); // done in another tab, or another person's turn
    if (reply === undefined) this.again(item, LOOK);
    else if (reply.refused === undefined) await this.saved(item, reply);
    else if (transient(reply) || (reply.refused === "error" && ++item.tries < ERRORS)) {
      this.again(item, 1_000 * (reply.retry_after ?? 1));
    } else {
      item.reply.value = reply;
      item.state.value = "refused";
      await this.save(item);
      this.kick();
    }
  }

  /** Bytes, then command: the last answer of the two, or none. */
  private async carry(item: Item): Promise<Reply | undefined> {
    if (item.stored && !(await this.needs.shelf.has(item.id))) {
      this.unlist(item); // another tab has just done it
      return undefined;
    }
    if (!item.taken || this.needs.clock.now() - item.taken.at > FRESH) {
      const answer = await this.needs.upload(item.to, item.body);
      if (answer === undefined || "refused" in answer) return answer as Refused | undefined;
      if (!this.list.value.includes(item)) return undefined; // another person's turn
      item.taken = { fields: answer, at: this.needs.clock.now() };
    }
    return this.needs.deliver(item.id, item.name, { ...item.data, ...item.taken.fields });
  }

  /** One count for all tabs, over reloads: what waits on the shelf need not be read first, and no clock is asked. */
  private next(): number {
    const { store, news } = this.needs;
    const order = (Number(store.get(`${news}:order`)) || 0) + 1;
    store.set(`${news}:order`, String(order));
    return order;
  }

  private again(item: Item, ms: number): void {
    item.state.value = "waiting";
    this.lookAgain(ms);
  }

  private async saved(item: Item, reply: Reply): Promise<void> {
    item.reply.value = reply;
    item.state.value = "saved";
    this.needs.clock.after(LINGER, () => this.unlist(item));
    this.settle();
    await this.forget(item);
    this.kick();
  }

  private lookAgain(ms: number): void {
    this.later?.();
    this.later = this.needs.clock.after(ms, () => this.kick());
  }

  /** Another tab was told no, or tries again. */
  private hear(item: Item, it: Kept | undefined): void {
    const refused = it?.refused as Refused | undefined;
    if (!refused || item.state.value !== "waiting") return;
    item.reply.value = refused;
    item.state.value = "refused";
  }

  private make(it: Kept, stored = false): Item {
    const refused = it.refused as Refused | undefined;
    return {
      id: it.id,
      whose: it.whose,
      to: String(it.to),
      name: String(it.name),
      data: it.data as Record<string, unknown>,
      body: new Blob([it.bytes], { type: it.type }),
      bytes: it.bytes,
      order: it.order ?? 0,
      stored,
      tries: 0,
      taken: undefined,
      kept: signal(true),
      state: signal<ParcelState>(refused ? "refused" : "waiting"),
      reply: signal<Reply | undefined>(refused),
    };
  }

  private async save(item: Item): Promise<void> {
    const { id, whose, to, name, data, bytes, order } = item;
    const refused = item.state.value === "refused" ? item.reply.value : undefined;
    item.stored = await this.needs.shelf.put({ id, whose, to, name, data, bytes, order, type: item.body.type, refused });
    item.kept.value = item.stored;
    // Dismissed, or done, while it was being stored.
    if (!this.list.value.includes(item) || item.state.value === "saved") await this.forget(item);
    else this.tell();
  }

  private async forget(item: Item): Promise<void> {
    await this.needs.shelf.drop(item.id);
    this.tell();
  }

  private tell(): void {
    this.needs.store.set(this.needs.news, newId());
  }

  private unlist(item: Item): void {
    this.list.value = this.list.value.filter((each) => each !== item);
  }
}
