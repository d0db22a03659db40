/** A typed text is never lost: not by reload, not by a refusal, not by another person on the same device. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openDrafts } from "../../static/src/core/drafts";
import { openIdentity } from "../../static/src/core/identity";
import { openStore } from "../../static/src/core/store";
import { ServerTime, stopwatch } from "../../static/src/core/time";
import { Disk, HandClock } from "./world";

const PHET = "ws:123456:phone:draft:7:";

test("a draft survives reload, per person, and an emptied one leaves nothing behind", () => {
  const disk = new Disk(new HandClock());
  const drafts = openDrafts(disk.tab(), PHET);
  const text = drafts.draft("composer");
  text.value = "ນ້ຳ";
  assert.equal(drafts.draft("composer"), text, "the same signal each time");
  assert.equal(openDrafts(disk.tab(), PHET).draft("composer").value, "ນ້ຳ");

  drafts.turn("ws:123456:phone:draft:8:");
  assert.equal(drafts.draft("composer").value, "", "the next person on this phone reads nothing of it");
  drafts.turn(PHET);
  drafts.draft("composer").value = "";
  assert.equal(disk.map.size, 0);
});

test("where storage is forbidden or full, drafts live as long as the page", () => {
  const disk = new Disk(new HandClock());
  disk.full = true;
  for (const store of [disk.tab(), openStore(undefined)]) {
    const drafts = openDrafts(store, PHET);
    drafts.draft("composer").value = "text";
    drafts.turn("other");
    drafts.turn(PHET);
    assert.equal(drafts.draft("composer").value, "text");
  }
});

test("R9: one token a face; a link keeps the earlier identity, to go back to", () => {
  const store = new Disk(new HandClock()).tab();
  openIdentity(store, "123456", "phone", undefined).keep("phet");
  openIdentity(store, "123456", "chair", "chair's");
  const invited = openIdentity(store, "123456", "phone", "invitation");
  assert.equal(invited.token(), "invitation");
  assert.ok(invited.before.value);
  assert.ok(openIdentity(store, "123456", "phone", undefined).before.value, "also after a reload");
  invited.goBack();
  assert.equal(invited.token(), "phet");
  assert.ok(!invited.before.value);
  assert.equal(openIdentity(store, "123456", "chair", undefined).token(), "chair's");
});

test("a device in other hands goes back to whose it is, also when its guest left or came third", () => {
  const store = new Disk(new HandClock()).tab();
  const phone = openIdentity(store, "123456", "phone", undefined);
  phone.lend("kham"); // nobody's device is nobody's to go back to
  assert.ok(!phone.before.value);
  phone.keep("noy");
  phone.lend("kham");
  assert.equal(phone.token(), "kham");
  assert.ok(openIdentity(store, "123456", "phone", undefined).before.value, "also after a reload");
  phone.lend("dao");
  phone.keep(undefined);
  assert.ok(phone.before.value);
  phone.goBack();
  assert.equal(phone.token(), "noy");
  assert.ok(!phone.before.value);
  phone.lend("kham");
  phone.lend("noy"); // by the code, which is as good
  assert.ok(!phone.before.value);
  phone.lend("kham");
  phone.keep("phet"); // joined anew
  assert.ok(!phone.before.value);
});

test("a link that has ended takes nobody's place: whose phone it is stays known", () => {
  const store = new Disk(new HandClock()).tab();
  openIdentity(store, "123456", "phone", undefined).keep("noy");
  const phone = openIdentity(store, "123456", "phone", "an ended invitation");
  phone.keep(undefined);
  assert.ok(phone.before.value);
  phone.goBack();
  assert.equal(phone.token(), "noy");
});

test("a reloaded page knows whose drafts are on the device before the server answers, and only with the same token", () => {
  const store = new Disk(new HandClock()).tab();
  const phet = openIdentity(store, "123456", "phone", undefined);
  assert.equal(phet.person(), "guest");
  phet.keep("token-of-phet");
  phet.is(7);
  assert.equal(openIdentity(store, "123456", "phone", undefined).person(), "7");
  assert.equal(openIdentity(store, "123456", "phone", "token-of-another").person(), "guest");
});

test("the server's time: the quickest exchange counts, and one that contradicts it is believed", () => {
  let local = 5_000;
  const time = new ServerTime({ now: () => local, after: () => () => undefined });
  const exchange = (trip: number, server: number): void => {
    const asked = local;
    local += trip;
    time.heard(server, asked);
  };
  exchange(40, 1_000_020);
  assert.equal(time.now(), 1_000_040);
  exchange(2_000, 1_000_040 + 100); // slow and lopsided: off by up to a second, so not believed
  assert.equal(time.now(), 1_002_040);
  local += 3_600_000; // the server's clock was set, or ours slept
  exchange(60, 1_002_070);
  assert.ok(Math.abs(time.now() - 1_002_100) <= 30);
});

test("D6: before the first answer the device's own clock is all there is, and a sleep that a steady clock missed is told by the wall's", () => {
  let [steady, wall] = [5_000, 1_000_000];
  const clock = (now: () => number) => ({ now, after: () => () => undefined });
  assert.equal(new ServerTime(clock(() => steady), wall - steady).now(), wall);
  const passed = stopwatch(clock(() => steady), clock(() => wall));
  wall += 60_000; // asleep
  assert.equal(passed(), 60_000);
  steady += 61_000;
  wall -= 3_600_000; // set back: what passed has passed
  assert.equal(passed(), 61_000);
});

test("B7: renewed, a page is the same person by the new token, with the way back it had", () => {
  const store = new Disk(new HandClock()).tab();
  const phone = openIdentity(store, "123456", "phone", undefined);
  phone.keep("noy");
  phone.lend("kham");
  phone.is(7);
  phone.renewed("kham-new");
  assert.equal(phone.token(), "kham-new");
  assert.equal(phone.person(), "7", "what waits and what was typed is theirs from the start");
  assert.ok(phone.before.value);
  phone.goBack();
  assert.equal(phone.token(), "noy");
});
