/** "Log my other phones out": this page goes on, whatever becomes of the answer on its way. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { renewed } from "../../static/src/core/renewing";
import type { Reply } from "../../static/src/core/types";
import { HandClock } from "./world";

const busy: Reply = { refused: "busy", say: "", retry_after: 1 };
const done: Reply = { ok: { token: "new" } };

async function tried(answers: (Reply | undefined)[]): Promise<{ ways: string; token: unknown; whole: boolean }> {
  const clock = new HandClock();
  let ways = "";
  const by = (way: string) => async () => {
    ways += way;
    return answers.shift();
  };
  const come = renewed({ byLink: by("l"), byHttp: by("h") }, clock, 15_000);
  await clock.run(20_000);
  const { reply, whole } = await come;
  return { ways, token: reply?.refused === undefined ? reply?.ok.token : undefined, whole };
}

test("B7: a lost answer is asked for again beside the connection, which has ended by then", async () => {
  assert.deepEqual(await tried([done]), { ways: "l", token: "new", whole: true });
  assert.deepEqual(await tried([busy, done]), { ways: "ll", token: "new", whole: true });
  assert.deepEqual(await tried([undefined, undefined, done]), { ways: "lhh", token: "new", whole: false });
  const lost = await tried([]);
  assert.equal(lost.token, undefined, "after a while it is told that nothing came");
  assert.ok(!lost.whole && lost.ways.length > 5);
});
