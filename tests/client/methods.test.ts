/** Votes that are not by dots: the order of a list, a ballot laid over what is kept, and what a newer one replaces. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { OutboxItem, Round, Tally } from "../../static/src/core/client";
import { toldOf } from "../../static/src/methods/wire";
import { byPlace } from "../../static/src/methods/place";
import { type How, howOf, howSent, sameHow, wrongHow } from "../../static/src/methods/how";
import { mixed, shuffled } from "../../static/src/methods/order";
import { inOrder, moved, placeIn, places, tapped, tidy } from "../../static/src/methods/rank/ranking";
import { answer, done, resumeAt, whole } from "../../static/src/methods/rate/answers";
import { without } from "../../static/src/phone/given";
import { over, replaced } from "../../static/src/phone/values";
import { byWeight, countedOf, countWord } from "../../static/src/ui/count";

const keys = (n: number) => Array.from({ length: n }, (_, i) => ({ key: `card:${i + 1}` }));

test("a list is mixed for each person, the same at each reload, and what comes or goes moves nothing else", () => {
  const all = keys(30);
  const mine = shuffled(all, "7/12");
  assert.deepEqual(shuffled([...all].reverse(), "7/12"), mine);
  assert.notDeepEqual(shuffled(all, "7/13"), mine);
  assert.notDeepEqual(shuffled(all, "8/12"), mine);
  assert.deepEqual(shuffled(all.slice(0, 20), "7/12"), mine.filter((one) => all.indexOf(one) < 20));
});

test("over many people each thing stands at each end about equally often", () => {
  const all = keys(12);
  const first = new Map<string, number>();
  for (let person = 1; person <= 2400; person++) {
    const { key } = shuffled(all, `3/${person}`)[0]!;
    first.set(key, (first.get(key) ?? 0) + 1);
  }
  assert.equal(first.size, 12);
  for (const [key, n] of first) assert.ok(n > 140 && n < 260, `${key} is first ${n} times of 200 expected`);
  assert.equal(new Set(keys(5000).map(({ key }) => mixed(key))).size, 5000, "keys that differ in a digit part");
});

test("a tap gives the next place, a tap again takes it back, and what stood behind moves up", () => {
  let mine = tapped(tapped(tapped([], "a", 3), "b", 3), "c", 3);
  assert.deepEqual(mine, ["a", "b", "c"]);
  assert.equal(tapped(mine, "d", 3), mine, "no place is left, and nothing changes");
  mine = tapped(mine, "a", 3);
  assert.deepEqual(mine, ["b", "c"]);
  assert.deepEqual([placeIn(mine, "b"), placeIn(mine, "c"), placeIn(mine, "a")], [1, 2, 0]);
});

test("arrows move one place, and at either end nothing", () => {
  const mine = ["a", "b", "c"];
  assert.deepEqual(moved(mine, "c", -1), ["a", "c", "b"]);
  assert.deepEqual(moved(mine, "a", 1), ["b", "a", "c"]);
  assert.equal(moved(mine, "a", -1), mine);
  assert.equal(moved(mine, "c", 1), mine);
  assert.equal(moved(mine, "x", 1), mine);
});

test("what was merged stands once, in its best place, and what left the list has none", () => {
  const heads = new Map([["a", "a"], ["b", "b"], ["c", "b"]]);
  assert.deepEqual(tidy(["c", "gone", "a", "b"], heads), ["b", "a"]);
});

test("places travel as numbers and come back as the order", () => {
  assert.deepEqual(places(["x", "y"]), { x: 1, y: 2 });
  assert.deepEqual(inOrder(new Map([["y", 2], ["gone", 0], ["x", 1]])), ["x", "y"]);
});

test("a thing is rated when each question is answered, and one goes on at the first that is not", () => {
  const two = [{ id: "a", words: { en: "", lo: "" }, weight: 1 }, { id: "b", words: { en: "", lo: "" }, weight: 1 }];
  const half = answer(undefined, "a", 4);
  const all = answer(half, "b", 0);
  assert.deepEqual([whole(undefined, two), whole(half, two), whole(all, two)], [false, false, true], "cannot judge is an answer");
  const ratings = new Map([["x", all], ["z", half]]);
  assert.equal(done(ratings, ["x", "y", "z"], two), 1);
  assert.equal(resumeAt(ratings, ["x", "y", "z"], two), 1);
  assert.equal(resumeAt(new Map([["x", all]]), ["x"], two), 0);
});

type State = "waiting" | "sending" | "saved" | "refused";
const give = (id: string, values: object, state: State, round = 1) =>
  ({ id, name: "ballot.give", data: { round, values }, state: { value: state } }) as unknown as OutboxItem<"ballot.give">;
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);

test("what is on its way counts as given: a whole ballot instead of the one kept, single answers over it", () => {
  const kept = new Map<string, number>([["a", 1], ["b", 2]]);
  const items = [give("1", { b: 1 }, "sending"), give("2", { c: 1, b: 2 }, "waiting"), give("3", { a: 1 }, "refused"), give("4", { z: 1 }, "waiting", 2)];
  assert.deepEqual([...over(kept, items, 1, true)], [["c", 1], ["b", 2]]);
  assert.deepEqual([...over(kept, items, 1, false)], [["a", 1], ["b", 2], ["c", 1]]);
});

test("a newer ballot makes out of date what waits or came back, and never what is just leaving or says more", () => {
  const items = [give("1", { a: 1 }, "sending"), give("2", { a: 1, b: 2 }, "waiting"), give("3", { a: 2 }, "refused"), give("4", { a: 1 }, "waiting", 2)];
  assert.deepEqual(ids(replaced(items, 1, { b: 1 }, true)), ["2", "3"], "an order is given whole");
  assert.deepEqual(ids(replaced(items, 1, { a: 5 }, false)), ["3"], "the answer on b is in no other");
  assert.deepEqual(ids(replaced(items, 1, { a: 5, b: 1 }, false)), ["2", "3"]);
});

test("a ballot that came back for one thing that has gone is given again without it", () => {
  const here = new Set(["a", "c"]);
  assert.deepEqual(without({ a: 1, gone: 2, c: 3 }, here, true), { a: 1, c: 2 }, "who stood behind moves up");
  assert.deepEqual(without({ a: { x: 1 }, gone: { x: 2 } }, here, false), { a: { x: 1 } });
  assert.equal(without({ a: 1, c: 2 }, here, true), undefined, "nothing has gone: the same again would be refused again");
  assert.equal(without({ gone: 1 }, here, true), undefined);
});

test("a vote is sent in its method's own form, and what its method does not have is not sent", () => {
  const how = howOf(undefined);
  assert.deepEqual(howSent(how), { method: "dots", settings: null, shuffled: false, subjects: null });
  assert.deepEqual(howSent({ ...how, method: "rank", places: 5, shuffled: true }).settings, { places: 5 });
  const rate = howSent({ ...how, method: "rate" });
  assert.deepEqual(rate.settings, {
    criteria: [
      { words: { lo: "ຄວາມສຳຄັນ", en: "Importance" }, weight: 1 },
      { words: { lo: "ຄວາມເປັນໄປໄດ້", en: "Feasibility" }, weight: 1 },
    ],
  });
  assert.equal(howSent({ ...how, shuffled: true }).shuffled, false, "dots are laid in the board's own order");
});

test("nothing has changed until what would be sent has", () => {
  const words = { lo: "", en: "Cost" };
  const round = { method: "rate", settings: { criteria: [{ id: "a", words, weight: 2 }] }, subjects: ["card:1", "card:2"] } as unknown as Round;
  const how = howOf(round);
  assert.equal(sameHow(how, howOf(round)), true);
  assert.equal(sameHow({ ...how, places: 9 }, how), true, "a number of places is none of a rating's");
  assert.equal(sameHow({ ...how, criteria: [{ words, weight: 3 }] }, how), false);
  assert.equal(sameHow({ ...how, method: "rank" }, how), false);
});

test("a question without words and a vote on one thing alone are not sent", () => {
  const how: How = howOf(undefined);
  assert.equal(wrongHow(how), null);
  assert.equal(wrongHow({ ...how, subjects: ["card:1"] }), "method.pick_one");
  const mute = { ...how, criteria: [{ words: { lo: " ", en: "" }, weight: 1 }] };
  assert.equal(wrongHow(mute), null, "dots have no questions");
  assert.equal(wrongHow({ ...mute, method: "rate" }), "rate.word_needed");
});

test("by places the first place comes first, equal ones as they stood, and what has none last", () => {
  const told = (place: number | null) => ({ place, voters: 1, numbers: null });
  const places = new Map([["a", told(null)], ["b", told(2)], ["c", told(1)], ["d", told(2)]]);
  const inOrder = byPlace([..."abcde"], (key) => places.get(key)).map(({ item }) => item);
  assert.deepEqual(inOrder, ["c", "b", "d", "a"], "and what was not asked about is left out");
  const counts = [countedOf({ votes: 0, hands: 0, place: null }), countedOf({ place: 2 }), countedOf({ place: 1 })];
  assert.deepEqual(counts.sort(byWeight).map(({ place }) => place), [1, 2, null]);
});

test("votes are told as votes, places as places, and a record of dots says nothing of a place", () => {
  assert.deepEqual(countedOf({ votes: 3, hands: 1 }), { votes: 3, hands: 1 });
  assert.deepEqual(countedOf(undefined), { votes: 0, hands: 0 });
  assert.equal(countWord({ votes: 3, hands: 0 }), "vote.count");
  assert.equal(countWord({ votes: 0, hands: 0, place: 2, numbers: { points: 6.5 } }), "method.place_points");
  assert.equal(countWord({ votes: 0, hands: 0, place: 2, numbers: { score: 0.5 } }), "method.place_mean");
  assert.equal(countWord({ votes: 0, hands: 0, place: null, numbers: null }), "method.no_place");
});

test("the server's own vectors are read as places, in their order", () => {
  const path = join(process.env.WORKSHOP_ROOT ?? ".", "tests", "data", "counting.json");
  const vectors = JSON.parse(readFileSync(path, "utf8")) as Record<"rank" | "rate", { numbers: Record<string, Tally> }[]>;
  for (const { numbers } of [...vectors.rank, ...vectors.rate]) {
    const asked = Object.keys(numbers).filter((key) => numbers[key]!.numbers);
    const told = byPlace(Object.keys(numbers), (key) => toldOf<{ low: number | null }>(numbers[key]));
    assert.deepEqual(told.map(({ item }) => item).sort(), asked.sort(), "what has numbers, and nothing else");
    const places = told.map(({ of }) => of.place ?? Number.POSITIVE_INFINITY);
    assert.deepEqual(places, [...places].sort((a, b) => a - b));
  }
});
