/** What faces read: the nearest record of each key, sorted lists, one signal change per packet, 2,000 cards at ease. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { effect } from "@preact/signals";
import { type Shelves, take, welcome } from "../../static/src/core/replica";
import type { Rec } from "../../static/src/core/types";
import { View } from "../../static/src/core/view";

const card = (id: number, text: string): Rec => ({ key: `card:${id}`, type: "card", id, text }) as Rec;
const texts = (view: View): string[] => view.all("card").value.map((r) => (r as Rec & { text: string }).text);

function opened(streams: Record<string, Rec[]>): { shelves: Shelves; view: View } {
  const shelves: Shelves = new Map();
  const view = new View(shelves);
  const answers = Object.fromEntries(Object.entries(streams).map(([s, records]) => [s, { seq: 1, records: JSON.stringify(records) }]));
  view.refresh(welcome(shelves, {}, answers).touched);
  return { shelves, view };
}

test("person wins over chair, desk, group and workshop; a drop uncovers the next", () => {
  const { shelves, view } = opened({
    "workshop:1": [card(1, "room")],
    "person:7": [card(1, "mine")],
    "group:1": [card(1, "table")],
    "desk:1": [card(1, "desk")],
    "chair:1": [card(1, "chair")],
  });
  const drop = (stream: string): void => view.refresh(take(shelves, [{ stream, seq: 2, puts: [], drops: ["card:1"] }]).touched);
  const seen = [texts(view)[0]];
  assert.ok(view.mine("card:1"));
  for (const stream of ["person:7", "chair:1", "desk:1", "group:1", "workshop:1"]) {
    drop(stream);
    seen.push(texts(view)[0]);
  }
  assert.deepEqual(seen, ["mine", "chair", "desk", "table", "room", undefined]);
  assert.ok(!view.mine("card:1"));
});

test("the team's record lies between the chair's and the desk's; of a stream nobody knows yet it is the last", () => {
  const { shelves, view } = opened({
    "unheard:1": [card(1, "unheard")], "desk:1": [card(1, "desk")], "team:1": [card(1, "team")], "chair:1": [card(1, "chair")],
  });
  const seen = [texts(view)[0]];
  for (const stream of ["chair:1", "team:1", "desk:1"]) {
    view.refresh(take(shelves, [{ stream, seq: 2, puts: [], drops: ["card:1"] }]).touched);
    seen.push(texts(view)[0]);
  }
  assert.deepEqual(seen, ["chair", "team", "desk", "unheard"]);
});

test("lists are sorted by id, numbers as numbers", () => {
  const { view } = opened({ "group:1": [card(10, "ten"), card(9, "nine"), card(2, "two")] });
  assert.deepEqual(texts(view), ["two", "nine", "ten"]);
});

test("one packet is one change to readers; an untouched record's reader is left alone", () => {
  const { shelves, view } = opened({ "group:1": [card(1, "a"), card(2, "b")] });
  let lists = 0;
  let ones = 0;
  effect(() => void (view.all("card").value, lists++));
  effect(() => void (view.one("card:2").value, ones++));
  const packet = [2, 3, 4, 5].map((seq) => ({ stream: "group:1", seq, puts: [card(1, `a${seq}`)], drops: [] }));
  view.refresh(take(shelves, packet).touched);
  assert.deepEqual([lists, ones], [2, 1]);
});

test("2,000 cards in 60 streams: a packet of 50 costs little", () => {
  const streams = Object.fromEntries(Array.from({ length: 60 }, (_, g) => [`group:${g}`, [] as Rec[]]));
  for (let id = 0; id < 2_000; id++) streams[`group:${id % 60}`]!.push(card(id, "text"));
  const { shelves, view } = opened(streams);
  let read = 0;
  effect(() => void (read = view.all("card").value.length));
  const began = performance.now();
  for (let seq = 2; seq < 22; seq++)
    view.refresh(take(shelves, Array.from({ length: 50 }, (_, g) => ({ stream: `group:${g}`, seq, puts: [card(g, `v${seq}`)], drops: [] }))).touched);
  const each = (performance.now() - began) / 20;
  assert.equal(read, 2_000);
  assert.ok(each < 20, `${each.toFixed(1)} ms a packet`); // a phone is some ten times slower than this machine
});
