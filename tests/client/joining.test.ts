/** One person must not be counted twice: however often the wish to join is sent, it makes one person. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { joinOnce } from "../../static/src/core/joining";
import { openStatus } from "../../static/src/core/status";
import type { Reply } from "../../static/src/core/types";
import { signal } from "@preact/signals";
import { Disk, HandClock } from "./world";

const PHET = { name: "ນາງ ເພັດ", lang: "lo", org: 4 };
const offline: Reply = { refused: "offline", say: "" };
const busy: Reply = { refused: "busy", say: "", retry_after: 1 };
const closed: Reply = { refused: "closed", say: "" };
const done: Reply = { ok: { token: "t" } };

test("the id stays over lost answers and a reload, and changes with the form or after an answer", async () => {
  const disk = new Disk(new HandClock());
  const ids: string[] = [];
  const join = (form: object, reply: Reply): Promise<Reply> =>
    joinOnce(disk.tab(), "joining", form, (id) => (ids.push(id), Promise.resolve(reply)));
  await join(PHET, offline);
  await join(PHET, busy); // the server was late: it may have been done all the same
  await join({ ...PHET, org: 5 }, offline);
  await join({ ...PHET, org: 5 }, closed);
  await join({ ...PHET, org: 5 }, done);
  await join({ ...PHET, org: 5 }, done); // another Phet on the same phone
  assert.deepEqual(ids.map((id) => ids.indexOf(id)), [0, 0, 2, 2, 4, 5]);
  assert.equal(disk.map.size, 0);
});

test("the banner comes after five seconds offline, not sooner, and not for the seconds a phone slept", async () => {
  const clock = new HandClock();
  const { status, online } = openStatus(clock, signal(0));
  online(true);
  await clock.run(60_000);
  online(false);
  await clock.run(4_900);
  assert.ok(!status.value.stale);
  await clock.run(200);
  assert.ok(status.value.stale);
  online(true);
  assert.ok(!status.value.stale);

  online(false);
  clock.sleep(600_000); // timers stand still in a pocket, then all ring at once
  await clock.run(0);
  assert.ok(!status.value.stale);
  await clock.run(5_100);
  assert.ok(status.value.stale);
});
