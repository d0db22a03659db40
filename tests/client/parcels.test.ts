/**
 * R19 and R2 from the phone's side: a photo is handed in and attached exactly once, or still there with its sentence.
 *
 * Planted faults, each caught by the same evening: a new id at each try (attached twice); a parcel forgotten once its
 * bytes are handed in (lost in a crash before it was attached); "saved" said when the bytes are there.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Lease } from "../../static/src/core/lease";
import { type Parcel, type ParcelNeeds, Parcels } from "../../static/src/core/parcels";
import { type Kept, openShelf, type Shelf } from "../../static/src/core/shelf";
import type { Reply } from "../../static/src/core/types";
import { fitted, readable } from "../../static/src/ui/photos/shrink";
import { Dice, Disk, HandClock } from "./world";

const KHAM = "ws:123456:phone:7";
const NEWS = "ws:123456:phone:parcels";

/** The browser's database: shared by its tabs, slow, and there after a crash. */
class Cupboard {
  readonly map = new Map<string, Kept>();
  full = false;

  constructor(private readonly clock: HandClock) {}

  tab(alive: () => boolean): Shelf {
    const later = <T>(does: () => T): Promise<T> => new Promise((done) => this.clock.after(3, () => alive() && done(does())));
    return {
      list: (whose) => later(() => [...this.map.values()].filter((it) => it.whose === whose).sort((a, b) => (a.id < b.id ? -1 : 1))),
      put: (it) => later(() => !this.full && !!this.map.set(it.id, it)),
      has: (id) => later(() => this.map.has(id)),
      drop: (id) => later(() => void this.map.delete(id)),
    };
  }
}

/** Knows bytes by what they say, keeps receipts by id, and forgets bytes that nothing asked for. */
class Server {
  readonly attached: string[] = [];
  readonly bytes = new Set<string>();
  private readonly receipts = new Map<string, Reply>();
  uploads = 0;

  take(text: string, busy: boolean): Record<string, unknown> {
    this.uploads++;
    if (busy) return { refused: "busy", say: "", retry_after: 0.5 };
    if (text.startsWith("bad")) return { refused: "not_photo", say: "No photo" };
    this.bytes.add(text);
    return { file: `hash of ${text}`, width: 4, height: 3 };
  }

  attach(id: string, file: string): Reply {
    const known = this.receipts.get(id);
    if (known) return known;
    assert.ok(this.bytes.has(file.slice(8)), "attached before its bytes were there");
    const reply: Reply = file.includes("full") ? { refused: "photos_full", say: "Full", max: 4 } : { ok: { photo: 1 }, heads: {} };
    if (reply.refused === undefined) this.attached.push(file.slice(8));
    this.receipts.set(id, reply);
    return reply;
  }
}

type Fault = (needs: ParcelNeeds, shelf: Cupboard) => ParcelNeeds;

class Phone {
  readonly clock = new HandClock();
  readonly disk = new Disk(this.clock);
  readonly cupboard = new Cupboard(this.clock);
  readonly server = new Server();
  loss = 0;
  busy = 0;
  private n = 0;

  constructor(
    readonly dice: Dice,
    private readonly fault: Fault = (needs) => needs,
  ) {}

  /** A tab opens; `close` is a crash: its promises lead nowhere. */
  tab(whose = KHAM): { parcels: Parcels; close(): void } {
    const { clock, dice } = this;
    let alive = true;
    const store = this.disk.tab();
    const timers = { now: () => clock.now(), after: (ms: number, does: () => void) => clock.after(ms, () => alive && does()) };
    /** There and back over a bad line. */
    const asked = <T>(does: () => T): Promise<T | undefined> =>
      new Promise((done) => {
        const answer = (it?: T): unknown => clock.after(dice.below(900), () => alive && done(it));
        if (dice.chance(this.loss)) return void answer();
        clock.after(dice.below(900), () => {
          const it = does();
          answer(dice.chance(this.loss) ? undefined : it);
        });
      });
    const needs: ParcelNeeds = {
      shelf: this.cupboard.tab(() => alive),
      store,
      news: NEWS,
      clock: timers,
      lease: new Lease(store, "ws:123456:phone:carrier", timers, `tab${this.n++}`),
      upload: async (_to, body) => {
        const text = await body.text();
        return asked(() => this.server.take(text, dice.chance(this.busy)));
      },
      deliver: (id, _name, data) => asked(() => this.server.attach(id, String(data.file))),
      seen: () => true,
    };
    const parcels = new Parcels(this.fault(needs, this.cupboard));
    parcels.turn(whose);
    parcels.setOpen(true);
    return { parcels, close: () => ((alive = false), store.close()) };
  }

  async post(parcels: Parcels, text: string): Promise<Parcel> {
    return parcels.post("photos", new Blob([text], { type: "image/jpeg" }), "photo.attach", { board: 1 });
  }
}

const texts = async (parcels: Parcels, state: string): Promise<string[]> =>
  Promise.all(parcels.items.value.filter((i) => i.state.value === state).map((i) => i.body.text()));

async function evening(seed: number, fault?: Fault, tabs = 1): Promise<string | undefined> {
  const dice = new Dice(seed);
  const phone = new Phone(dice, fault);
  phone.loss = dice.roll() * 0.5;
  phone.busy = dice.roll() * 0.3;
  const open = Array.from({ length: tabs }, () => phone.tab());
  const posted: string[] = [];
  const early: string[] = [];
  for (let n = 0; n < 12; n++) {
    await phone.clock.run(dice.below(4_000));
    const text = `${dice.chance(0.15) ? "bad" : dice.chance(0.1) ? "full" : "photo"} ${n}`;
    const item = await phone.post(dice.pick(open).parcels, text);
    posted.push(text);
    item.state.subscribe((state) => {
      if (state === "saved" && !phone.server.attached.includes(text)) early.push(text);
    });
    await phone.clock.run(10); // stored: what is shown as kept survives
    if (dice.chance(0.25)) {
      const which = dice.below(tabs);
      await phone.clock.run(dice.below(3_000));
      open[which]!.close();
      open[which] = phone.tab();
    }
    if (dice.chance(0.1)) open.forEach(({ parcels }) => parcels.setOpen(false));
    if (dice.chance(0.5)) open.forEach(({ parcels }) => parcels.setOpen(true));
  }
  phone.loss = phone.busy = 0;
  open.forEach(({ parcels }) => parcels.setOpen(true));
  await phone.clock.run(180_000);

  const { attached } = phone.server;
  const good = posted.filter((text) => text.startsWith("photo"));
  if (early.length) return `saved too early: ${early.join()}`;
  if (new Set(attached).size !== attached.length) return `attached twice: ${attached.join()}`;
  const lost = good.filter((text) => !attached.includes(text));
  if (lost.length) return `lost: ${lost.join()}`;
  const left = posted.filter((text) => !text.startsWith("photo")).sort().join();
  for (const { parcels } of open) {
    const refused = (await texts(parcels, "refused")).sort().join();
    if (refused !== left) return `shows ${refused} of ${left}`;
  }
  return phone.cupboard.map.size === posted.length - good.length ? undefined : "the cupboard was not emptied";
}

async function wrongSeeds(fault: Fault): Promise<number> {
  let wrong = 0;
  for (let seed = 1; seed <= 25; seed++) if (await evening(seed, fault)) wrong++;
  return wrong;
}

test("R19: 100 seeds of lost answers, crashes and refusals: each photo attached once, or still there", async () => {
  for (let seed = 1; seed <= 100; seed++) assert.equal(await evening(seed), undefined, `seed ${seed}`);
});

test("R19: 100 seeds with two tabs", async () => {
  for (let seed = 1; seed <= 100; seed++) assert.equal(await evening(seed, undefined, 2), undefined, `seed ${seed}`);
});

test("planted: a new id at each try", async () => {
  let n = 0;
  assert.ok((await wrongSeeds((needs) => ({ ...needs, deliver: (_id, name, data) => needs.deliver(`id${n++}`, name, data) }))) > 10);
});

test("planted: forgotten once its bytes are handed in", async () => {
  const forgets: Fault = (needs, cupboard) => ({
    ...needs,
    deliver: (id, name, data) => (cupboard.map.delete(id), needs.deliver(id, name, data)),
  });
  assert.ok((await wrongSeeds(forgets)) > 5);
});

test("planted: saved said when the bytes are there", async () => {
  const hasty: Fault = (needs) => ({ ...needs, deliver: (id, name, data) => (void needs.deliver(id, name, data), Promise.resolve({ ok: {} })) });
  assert.equal(await wrongSeeds(hasty), 25);
});

test("two tabs do not hand in the same photo twice", async () => {
  const phone = new Phone(new Dice(5));
  const [one, two] = [phone.tab(), phone.tab()];
  await phone.post(one.parcels, "photo 1");
  await phone.clock.run(60_000);
  assert.equal(phone.server.uploads, 1);
  assert.deepEqual([one.parcels.items.value.length, two.parcels.items.value.length], [0, 0]);
});

test("bytes handed in long ago are handed in again: the server has swept them by then", async () => {
  const phone = new Phone(new Dice(2));
  const { parcels } = phone.tab();
  await phone.post(parcels, "photo 1");
  phone.server.attach = ((attach) => (id: string, file: string) => (phone.server.uploads === 1 ? { refused: "busy", say: "", retry_after: 50_000 } : attach(id, file)))(
    phone.server.attach.bind(phone.server),
  );
  await phone.clock.run(60_000_000);
  assert.deepEqual([phone.server.uploads, phone.server.attached], [2, ["photo 1"]]);
});

test("a refused photo can be tried again as a new one, or let go, in every tab", async () => {
  const phone = new Phone(new Dice(1));
  const [one, two] = [phone.tab(), phone.tab()];
  const first = await phone.post(one.parcels, "bad 1");
  await phone.clock.run(10_000);
  assert.equal(first.reply.value?.refused, "not_photo");
  assert.deepEqual(await texts(two.parcels, "refused"), ["bad 1"]);
  const again = (await one.parcels.retry(first.id))!;
  assert.notEqual(again.id, first.id);
  await phone.clock.run(10_000);
  one.parcels.dismiss(again.id);
  await phone.clock.run(1_000);
  assert.deepEqual([phone.cupboard.map.size, one.parcels.items.value.length, two.parcels.items.value.length], [0, 0, 0]);
});

test("without a database the photo is sent all the same, and says that it is not kept", async () => {
  const phone = new Phone(new Dice(1));
  phone.cupboard.full = true;
  const { parcels } = phone.tab();
  const item = await phone.post(parcels, "photo 1");
  await phone.clock.run(20);
  assert.equal(item.kept.value, false);
  await phone.clock.run(10_000);
  assert.deepEqual(phone.server.attached, ["photo 1"]);
  const nowhere = openShelf(undefined);
  assert.equal(await nowhere.put({ id: "a", whose: KHAM, order: 1, type: "", bytes: new ArrayBuffer(0) }), false);
  assert.deepEqual([(await nowhere.list(KHAM)).length, await nowhere.has("a")], [1, true]);
});

test("a photo of one person is not sent as another; it waits for its own", async () => {
  const phone = new Phone(new Dice(1));
  const { parcels } = phone.tab();
  parcels.setOpen(false);
  await phone.post(parcels, "photo 1");
  await phone.clock.run(100);
  parcels.turn("ws:123456:phone:8");
  parcels.setOpen(true);
  await phone.clock.run(20_000);
  assert.deepEqual(phone.server.attached, []);
  parcels.turn(KHAM);
  await phone.clock.run(20_000);
  assert.deepEqual(phone.server.attached, ["photo 1"]);
});

test("what is a photo is told by its first bytes; it is never made larger, and never nothing", () => {
  const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  assert.ok(["\xff\xd8\xff\xe0", "\x89PNG\r\n\x1a\n", "RIFF1234WEBPVP8", "\0\0\0\x18ftypheic"].every((text) => readable(bytes(text))));
  assert.ok(!["<svg xmlns=", "GIF89a", "RIFF1234WAVE", "minutes", ""].some((text) => readable(bytes(text))));
  assert.deepEqual(fitted(4032, 3024), { width: 2048, height: 1536 });
  assert.deepEqual(fitted(300, 200), { width: 300, height: 200 });
  assert.deepEqual(fitted(90_000, 3), { width: 2048, height: 1 });
});

test("D7: photos wait in the order they were taken, over a reload, whatever the phone's clock says", async () => {
  const phone = new Phone(new Dice(1));
  const first = phone.tab();
  first.parcels.setOpen(false);
  await phone.post(first.parcels, "photo 1");
  await phone.post(first.parcels, "photo 2");
  await phone.clock.run(100);
  first.close();
  phone.clock.sleep(-900_000); // set right again
  const second = phone.tab();
  second.parcels.setOpen(false);
  await phone.post(second.parcels, "photo 3"); // before the shelf was read
  await phone.clock.run(100);
  second.close();
  phone.tab();
  await phone.clock.run(20_000);
  assert.deepEqual(phone.server.attached, ["photo 1", "photo 2", "photo 3"]);
});
