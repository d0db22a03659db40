/**
 * R2 from the phone's side: what a person wrote is done exactly once, or still there to be read.
 *
 * Planted faults, each caught by the same evening: a new id at each try (done twice); an item forgotten when it is sent
 * (lost in a crash); "saved" said before the server's ok.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { effect } from "@preact/signals";
import { Lease, LEASE } from "../../static/src/core/lease";
import { Outbox, type Posted } from "../../static/src/core/outbox";
import type { Store } from "../../static/src/core/store";
import type { Reply } from "../../static/src/core/types";
import { Dice, Disk, HandClock } from "./world";

const PREFIX = "ws:123456:phone:out:7:";

/** The server: receipts by id, and what it did, in order. */
class Server {
  readonly done: string[] = [];
  private readonly receipts = new Map<string, Reply>();
  seq = 0;

  execute(id: string, text: string, tooFast: boolean): Reply {
    const known = this.receipts.get(id);
    if (known) return known;
    if (tooFast) return { refused: "too_fast", say: "", retry_after: 0.5 }; // transient: no receipt (R2)
    const reply: Reply = text.startsWith("bad") ? { refused: "too_long", say: "", max: 280 } : { ok: {}, heads: { "group:1": ++this.seq } };
    if (reply.refused === undefined) this.done.push(text);
    this.receipts.set(id, reply);
    return reply;
  }
}

type Deliver = (id: string, name: string, data: Record<string, unknown>) => Promise<Reply | undefined>;
type Fault = (deliver: Deliver, store: Store) => Deliver;

class Phone {
  readonly clock = new HandClock();
  readonly disk = new Disk(this.clock);
  readonly server = new Server();
  loss = 0;
  tooFast = 0;
  /** The highest sequence whose records have arrived. */
  arrived = Infinity;
  private n = 0;

  constructor(
    readonly dice: Dice,
    private readonly fault: Fault = (deliver) => deliver,
  ) {}

  /** A tab opens; `close` is a crash: its promises lead nowhere and nothing is tidied. */
  tab(): { outbox: Outbox; close(): void } {
    const { clock, dice } = this;
    let alive = true;
    const store = this.disk.tab();
    const timers = { now: () => clock.now(), after: (ms: number, does: () => void) => clock.after(ms, () => alive && does()) };
    const deliver: Deliver = (id, _name, data) =>
      new Promise((answered) => {
        const answer = (reply?: Reply): unknown => clock.after(dice.below(120), () => alive && answered(reply));
        if (dice.chance(this.loss)) return void clock.after(2_000, () => alive && answered(undefined)); // never arrived
        clock.after(dice.below(120), () => {
          const reply = this.server.execute(id, String(data.text), dice.chance(this.tooFast));
          if (dice.chance(this.loss)) clock.after(2_000, () => alive && answered(undefined)); // the ack was lost
          else answer(reply);
        });
      });
    const lease = new Lease(store, "ws:123456:phone:lease", timers, `tab${this.n++}`);
    const seen = (heads: Record<string, number>): boolean => (heads["group:1"] ?? 0) <= this.arrived;
    const outbox = new Outbox({ store, clock: timers, lease, deliver: this.fault(deliver, store), seen });
    outbox.turn(PREFIX);
    outbox.setOpen(true);
    return { outbox, close: () => ((alive = false), store.close()) };
  }

  /** Texts on the disk, whatever their state. */
  kept(): string[] {
    return [...this.disk.map].filter(([key]) => key.startsWith(PREFIX)).map(([, value]) => JSON.parse(value).data.text as string);
  }
}

/** An evening of writing on a bad network with crashes. Answers what went wrong, or nothing. */
async function evening(seed: number, fault?: Fault, tabs = 1): Promise<string | undefined> {
  const dice = new Dice(seed);
  const phone = new Phone(dice, fault);
  phone.loss = dice.roll() * 0.5;
  phone.tooFast = dice.roll() * 0.3;
  const open = Array.from({ length: tabs }, () => phone.tab());
  const posted: string[] = [];
  const saved = new Set<string>();

  for (let n = 0; n < 25; n++) {
    await phone.clock.run(dice.below(1_500));
    const text = `${dice.chance(0.15) ? "bad" : "card"} ${n}`;
    const item = dice.pick(open).outbox.post("card.post", { text });
    posted.push(text);
    item.state.subscribe((state) => {
      if (state === "saved" && !phone.server.done.includes(text)) saved.add(text);
    });
    if (dice.chance(0.15)) {
      const which = dice.below(tabs);
      open[which]!.close();
      await phone.clock.run(dice.below(300));
      open[which] = phone.tab();
    }
    if (dice.chance(0.1)) open.forEach(({ outbox }) => outbox.setOpen(false));
    if (dice.chance(0.5)) open.forEach(({ outbox }) => outbox.setOpen(true));
  }
  phone.loss = phone.tooFast = 0;
  open.forEach(({ outbox }) => outbox.setOpen(true));
  await phone.clock.run(120_000);

  const { done } = phone.server;
  const kept = phone.kept();
  if (saved.size) return `saved too early: ${[...saved].join()}`;
  if (new Set(done).size !== done.length) return `done twice: ${done.join()}`;
  for (const text of posted) {
    if (text.startsWith("card") && !done.includes(text)) return `lost: ${text}`;
    if (text.startsWith("card") && kept.includes(text)) return `still kept: ${text}`;
    if (text.startsWith("bad") && !kept.includes(text)) return `a refused text is gone: ${text}`;
  }
  const inOrder = posted.filter((text) => text.startsWith("card"));
  if (tabs === 1 && done.join() !== inOrder.join()) return `order: ${done.join()}`;
  for (const { outbox } of open) {
    const refused = outbox.items.value.filter((i) => i.state.value === "refused").map((i) => i.data.text);
    if (refused.length !== kept.length) return `a tab shows ${refused.length} of ${kept.length} refused`;
  }
  return undefined;
}

async function wrongSeeds(fault: Fault): Promise<number> {
  let wrong = 0;
  for (let seed = 1; seed <= 30; seed++) if (await evening(seed, fault)) wrong++;
  return wrong;
}

test("200 seeds of lost acks, crashes and refusals: each text done once and in order, or still there", async () => {
  for (let seed = 1; seed <= 200; seed++) assert.equal(await evening(seed), undefined, `seed ${seed}`);
});

test("150 seeds with two tabs that crash and reload: no text done twice or lost", async () => {
  for (let seed = 1; seed <= 150; seed++) assert.equal(await evening(seed, undefined, 2), undefined, `seed ${seed}`);
});

test("planted: a new id at each try", async () => {
  let n = 0;
  assert.ok((await wrongSeeds((deliver) => (_id, name, data) => deliver(`id${n++}`, name, data))) > 20);
});

test("planted: an item forgotten when it is sent", async () => {
  const forgets: Fault = (deliver, store) => (id, name, data) => (store.drop(PREFIX + id), deliver(id, name, data));
  assert.ok((await wrongSeeds(forgets)) > 10);
});

test("planted: saved said before the server's ok", async () => {
  const hasty: Fault = (deliver) => (id, name, data) => {
    void deliver(id, name, data);
    return Promise.resolve({ ok: {} });
  };
  assert.equal(await wrongSeeds(hasty), 30);
});

/** What one after another is posted offline, each before a reload, with the phone's clock set in between. */
async function setBetween(steps: readonly number[]): Promise<string[]> {
  const phone = new Phone(new Dice(1));
  for (const [n, step] of steps.entries()) {
    const { outbox, close } = phone.tab();
    outbox.setOpen(false);
    outbox.post("ballot.cast", { text: `vote ${2 * n}` });
    phone.clock.sleep(step);
    outbox.post("ballot.cast", { text: `vote ${2 * n + 1}` });
    close();
  }
  const { outbox } = phone.tab();
  await phone.clock.run(60_000);
  assert.equal(outbox.items.value.length, 0);
  return phone.server.done;
}

test("D7: what was done first goes first, over reloads, whatever becomes of the phone's clock", async () => {
  for (const steps of [[-840_000, 0], [840_000, -840_000, -3_600_000], [0, 0, 0, 0]])
    assert.deepEqual(await setBetween(steps), Array.from({ length: 2 * steps.length }, (_, n) => `vote ${n}`), String(steps));
});

test("D7: two tabs count as one, and what an earlier build kept goes first in its own order", async () => {
  const phone = new Phone(new Dice(1));
  const left = (id: string, at: number) => JSON.stringify({ id, name: "card.post", data: { text: id }, at, n: 0, state: "waiting" });
  phone.disk.map.set(`${PREFIX}later`, left("later", 2_000_000));
  phone.disk.map.set(`${PREFIX}early`, left("early", 1_000_000));
  const [one, two] = [phone.tab(), phone.tab()];
  for (const { outbox } of [one, two]) outbox.setOpen(false);
  one.outbox.post("card.post", { text: "a" });
  two.outbox.post("card.post", { text: "b" }); // before it heard of the other's
  one.outbox.post("card.post", { text: "c" });
  await phone.clock.run(1_000);
  for (const { close } of [one, two]) close();
  phone.tab();
  await phone.clock.run(60_000);
  assert.deepEqual(phone.server.done, ["early", "later", "a", "b", "c"]);
});

test("a saved item stays listed until its record arrives, and 3 s at most", async () => {
  const phone = new Phone(new Dice(1));
  phone.arrived = 0;
  const { outbox } = phone.tab();
  outbox.post("card.post", { text: "card 1" });
  await phone.clock.run(1_000);
  assert.deepEqual(outbox.items.value.map((i) => i.state.value), ["saved"]);
  assert.equal(outbox.waiting.value, 0);
  phone.arrived = 1;
  outbox.settle();
  assert.equal(outbox.items.value.length, 0);

  phone.arrived = 0;
  outbox.post("card.post", { text: "card 2" });
  await phone.clock.run(5_000);
  assert.equal(outbox.items.value.length, 0);
});

test("a refused text can be tried again as a new command, or taken back", async () => {
  const phone = new Phone(new Dice(1));
  const { outbox } = phone.tab();
  const first = outbox.post("card.post", { text: "bad 1" });
  await phone.clock.run(1_000);
  assert.equal(first.state.value, "refused");
  assert.equal(first.reply.value?.refused, "too_long");
  const again = outbox.retry(first.id)!;
  assert.notEqual(again.id, first.id);
  await phone.clock.run(1_000);
  assert.equal(outbox.dismiss(again.id)?.data.text, "bad 1");
  assert.deepEqual([outbox.items.value.length, phone.kept().length], [0, 0]);
});

test("let go by a reader in the moment it is refused, it is gone from storage too", async () => {
  // A ballot handed in on a shared device must not stay on it.
  const phone = new Phone(new Dice(1));
  const { outbox } = phone.tab();
  effect(() => {
    for (const item of outbox.items.value) if (item.state.value === "refused") outbox.dismiss(item.id);
  });
  outbox.post("ballot.hand_in", { text: "bad 1" });
  await phone.clock.run(1_000);
  assert.deepEqual([outbox.items.value.length, phone.kept().length], [0, 0]);
});

test("a full or forbidden storage: the item is sent all the same, and says that it is not kept", async () => {
  const phone = new Phone(new Dice(1));
  phone.disk.full = true;
  const { outbox } = phone.tab();
  const item: Posted = outbox.post("card.post", { text: "card 1" });
  assert.equal(item.kept, false);
  await phone.clock.run(1_000);
  assert.deepEqual(phone.server.done, ["card 1"]);
});

test("an item of one person is not sent as another; it waits for its own", async () => {
  const phone = new Phone(new Dice(1));
  const { outbox } = phone.tab();
  outbox.setOpen(false);
  outbox.post("card.post", { text: "card 1" });
  outbox.turn("ws:123456:phone:out:8:");
  outbox.setOpen(true);
  await phone.clock.run(10_000);
  assert.deepEqual(phone.server.done, []);
  outbox.turn(PREFIX);
  await phone.clock.run(10_000);
  assert.deepEqual(phone.server.done, ["card 1"]);
});

test("the lease: one tab at a time, free when it runs out, and a tab that is seen passes over a hidden one", () => {
  let now = 0;
  const clock = { now: () => now, after: () => () => undefined };
  const store = new Disk(new HandClock()).tab();
  let hidden = false;
  const one = new Lease(store, "lease", clock, "one", () => hidden);
  const two = new Lease(store, "lease", clock, "two");
  assert.ok(one.hold());
  assert.ok(!two.hold());
  now += LEASE + 1;
  assert.ok(two.hold());
  assert.ok(!one.hold());
  two.release();
  hidden = true;
  assert.ok(one.hold());
  assert.ok(two.hold());
});
