/** Who came twice, and many who came from one place. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { bursts, devices, scripts } from "../../static/src/chair/crowd";
import type { Person } from "../../static/src/core/client";
import { doubles } from "../../static/src/ui/doubles";
import { person as anybody, sentOut } from "./world";

const person = (id: number, more: Partial<Person> = {}) => anybody(id, { came: id * 60_000, ...more });
const ids = (found: Person[][]) => found.map((list) => list.map((one) => one.id));
const many = (n: number, more: (i: number) => Partial<Person>) => Array.from({ length: n }, (_, i) => person(i + 1, more(i)));

test("A4: two of one name and organisation are told, who came first is first; who was sent out is in no pair", () => {
  const people = [person(2, { name: "Somchai" }), person(1, { name: "SOMCHAI " }), person(3, { name: "Somchai", org: 2 })];
  assert.deepEqual(ids(doubles(people)), [[1, 2]]);
  // Of whoever was sent out no more is told than this.
  const out = sentOut(9, "Somchai");
  assert.deepEqual(ids(doubles([...people, out])), [[1, 2]]);
});

test("A5: ten from one address within five seconds are told, by whatever phones they say they came", () => {
  const crowd = many(12, (i) => ({ origin: "a", device: `d${i}`, came: 1_000_000 + i * 500 }));
  assert.deepEqual(ids(bursts(crowd)), [crowd.map((one) => one.id)]);
  assert.deepEqual(devices(crowd), []);
  const slow = many(30, (i) => ({ origin: "a", device: `d${i}`, came: 1_000_000 + i * 2_000 }));
  assert.deepEqual(bursts(slow), [], "a room behind one router, typing");
  const among = [...slow, ...crowd.map((one) => ({ ...one, id: one.id + 100, came: (one.came ?? 0) + 1_000_000 }))];
  assert.deepEqual(ids(bursts(among)), [crowd.map((one) => one.id + 100)], "and those alone");
  assert.deepEqual(bursts(many(12, (i) => ({ origin: `a${i}`, device: `d${i}`, came: i }))), [], "each from an address of their own");
});

test("A5: many by one phone, and many without a phone's page", () => {
  assert.deepEqual(ids(devices(many(3, () => ({ device: "d", origin: "a" })))), [[1, 2, 3]]);
  assert.deepEqual(ids(scripts(many(2, () => ({ device: null, origin: "a" })))), [[1, 2]]);
  assert.deepEqual(bursts(many(20, () => ({ device: null, origin: "a", came: 1 }))), [], "told as those without a page");
});
