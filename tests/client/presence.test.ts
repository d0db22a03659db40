/** Who is looking: the sum over server processes, each told apart, and nobody counted twice over a restart. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPresence } from "../../static/src/core/presence";

const told = (node: string, people: number, group = people) => ({ node, people, screens: 1, groups: { "1": group } });

test("the latest of each process adds up; one that fell silent is forgotten", () => {
  const { presence, hear } = openPresence();
  hear(told("a", 5), 0);
  hear(told("b", 3), 1_000);
  hear(told("a", 4), 2_000);
  assert.deepEqual(presence.value, { groups: { "1": 7 }, people: 7, screens: 2 });
  hear(told("b", 3), 33_000);
  assert.equal(presence.value.people, 3);
});

test("after a restart the room is not counted twice, and does not blink to nobody", () => {
  const { presence, hear, forget } = openPresence();
  hear(told("before", 30), 0);
  forget();
  assert.equal(presence.value.people, 30);
  hear(told("after", 28), 3_000);
  assert.equal(presence.value.people, 28);
});
