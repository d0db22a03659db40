/**
 * Who is looking: the sum over server processes, each told apart, and nobody counted twice over a restart; and where
 * people of a table are, without a blink. Planted once and caught: the worse of two sights, a restart that empties the
 * table, "I keep up" said before it is so, a frame for every vote.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { signal } from "@preact/signals";
import { openPresence, openUpkeep, tellStuck, type Sight } from "../../static/src/core/presence";
import { HandClock } from "./world";

const told = (node: string, people: number, group = people) => ({ node, people, screens: 1, groups: { "1": group } });

test("the latest of each process adds up; one that fell silent is forgotten", () => {
  const { presence, hear } = openPresence();
  assert.equal(presence.value.counted, false);
  hear(told("a", 5), 0);
  hear(told("b", 3), 1_000);
  hear(told("a", 4), 2_000);
  assert.deepEqual(presence.value, { counted: true, groups: { "1": 7 }, people: 7, screens: 2, here: {} });
  hear(told("b", 3), 33_000);
  assert.equal(presence.value.people, 3);
});

test("after a restart the room is not counted twice, and does not blink to nobody", () => {
  const { presence, hear, forget } = openPresence();
  hear(told("before", 30), 0);
  forget(1_000);
  assert.equal(presence.value.people, 30);
  hear(told("after", 28), 3_000);
  assert.equal(presence.value.people, 28);
});

const table = (node: string, here: Record<string, Sight>, group = 1) => ({ node, group, here });

test("somebody with two devices, at two processes, is where the better one is", () => {
  const { presence, hear } = openPresence();
  hear(table("a", { 7: "asleep", 8: "here", 9: "behind" }), 0);
  hear(table("b", { 7: "behind", 8: "asleep" }), 1_000);
  hear(told("a", 2), 2_000);
  assert.deepEqual(presence.value.here, { 7: "behind", 8: "here", 9: "behind" });
  hear(table("b", { 7: "asleep" }), 3_000);
  assert.equal(presence.value.here[7], "asleep");
});

test("a process that fell silent speaks for nobody; tables of one process are told apart", () => {
  const { presence, hear } = openPresence();
  hear(table("a", { 7: "here" }), 0);
  hear(table("b", { 8: "here" }), 1_000);
  hear(table("b", { 9: "here" }, 2), 2_000);
  assert.deepEqual(presence.value.here, { 7: "here", 8: "here", 9: "here" });
  hear(table("b", { 8: "here" }), 31_000);
  assert.deepEqual(presence.value.here, { 8: "here", 9: "here" });
});

test("over a restart people are as they were, then asleep, and left only when they do not come", () => {
  const { presence, hear, forget } = openPresence();
  hear(table("before", { 7: "here", 8: "here", 9: "left" }), 0);
  forget(1_000);
  forget(6_000); // tried again, in vain
  assert.deepEqual(presence.value.here, { 7: "here", 8: "here", 9: "left" });
  hear(told("after", 1), 7_000);
  hear(table("after", { 7: "here" }), 8_000);
  assert.deepEqual(presence.value.here, { 7: "here", 8: "here", 9: "left" });
  hear(table("after", { 7: "here" }), 18_000);
  assert.deepEqual(presence.value.here, { 7: "here", 8: "asleep" });
  hear(table("after", { 7: "here" }), 47_000);
  assert.deepEqual(presence.value.here, { 7: "here" });
});

test("a phone says that it keeps up once it does, and once", () => {
  let seq = 3;
  let said = 0;
  const upkeep = openUpkeep((heads) => heads["group:1"]! <= seq, () => said++);
  upkeep.told({ "group:1": 3 });
  assert.equal(said, 1);
  upkeep.told({ "group:1": 5 });
  seq = 4;
  upkeep.look();
  assert.equal(said, 1);
  seq = 5;
  upkeep.look();
  upkeep.look();
  assert.equal(said, 2);
  upkeep.told({ "group:1": 6 });
  upkeep.forget();
  seq = 6;
  upkeep.look();
  assert.equal(said, 2);
});

test("words that wait are told of when they have waited, and a quick vote costs no frame", async () => {
  const clock = new HandClock();
  const waiting = signal(0);
  const said: number[] = [];
  tellStuck(waiting, clock, (n) => said.push(n));
  waiting.value = 1;
  await clock.run(100);
  waiting.value = 0;
  await clock.run(10_000);
  assert.deepEqual(said, []);
  waiting.value = 1;
  await clock.run(4_000);
  waiting.value = 2;
  await clock.run(2_000);
  assert.deepEqual(said, [2]);
  waiting.value = 0;
  await clock.run(20_000);
  assert.deepEqual(said, [2, 0]);
});

test("C5: the chair is told of a disk that runs full, by the process that has least room, until it is well or silent", () => {
  const { presence, hear } = openPresence();
  hear({ node: "a", disk: "low", free_mb: 400 }, 0);
  hear({ node: "b", disk: "low", free_mb: 90 }, 0);
  assert.deepEqual(presence.value.disk, { disk: "low", free_mb: 90 });
  hear({ node: "a", disk: "full", free_mb: 300 }, 1_000);
  assert.deepEqual(presence.value.disk, { disk: "full", free_mb: 300 });
  hear({ node: "a", disk: "ok", free_mb: 9_000 }, 2_000);
  assert.deepEqual(presence.value.disk, { disk: "low", free_mb: 90 });
  hear(told("a", 5), 31_000);
  assert.equal(presence.value.disk, undefined);
  assert.equal(presence.value.people, 5);
});
