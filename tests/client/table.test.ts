/** The table's own arithmetic: what may be laid, what may be counted, and what there is to vote on. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { countsOf, parse, total, whole, wrongAt } from "../../static/src/leader/count";
import { type Dots, lay, leftOf, spent, stale } from "../../static/src/leader/table/choices";
import { votable } from "../../static/src/leader/table/votable";
import { card } from "./world";

const FIVE = { budget: 5, cap: 2 };

test("dots keep to the budget and the cap, and what is taken back is free again", () => {
  let dots: Dots = new Map();
  dots = lay(dots, "card:1", 1, FIVE);
  dots = lay(dots, "card:1", 2, FIVE);
  assert.equal(lay(dots, "card:1", 3, FIVE), dots, "over the cap nothing changes");
  dots = lay(lay(dots, "card:2", 2, FIVE), "card:3", 1, FIVE);
  assert.equal(leftOf(dots, FIVE), 0);
  assert.equal(lay(dots, "card:4", 1, FIVE), dots, "over the budget nothing changes");
  dots = lay(dots, "card:2", 0, FIVE);
  assert.deepEqual([spent(dots), leftOf(dots, FIVE), dots.has("card:2")], [3, 2, false]);
  assert.equal(lay(dots, "card:1", -1, FIVE), dots);
  assert.equal(leftOf(dots, { budget: null, cap: 2 }), null);
});

test("what was chosen and has left the board meanwhile is named", () => {
  const dots: Dots = new Map([["card:1", 1], ["card:2", 2]]);
  assert.deepEqual(stale(dots, ["card:2", "card:3"]), ["card:1"]);
});

test("only heads on view can be voted on, each followed by what answers it or what was merged in it", () => {
  const cards = [
    card(1), card(2, { into: 1 }), card(3, { kind: "solution", answers: 2 }), card(4, { kind: "lesson" }), card(5),
    card(6, { hidden: true }), card(7, { pending: true }), card(8, { withdrawn: true }), card(9, { board: 2 }),
    card(10, { kind: "solution", answers: 6 }),
  ];
  const found = votable(cards, 1);
  assert.deepEqual(found.map((one) => one.card.id), [1, 3, 5, 10, 4]);
  assert.deepEqual(found[0]!.merged.map((one) => one.id), [2]);
  assert.equal(found[1]!.under?.id, 1, "an answer to a merged card answers its head");
  assert.equal(found[3]!.under, undefined, "what it answered is out of sight");
});

test("cards that answer each other after a merge are each there once", () => {
  const found = votable([card(1, { answers: 2 }), card(2, { answers: 1 })], 1);
  assert.deepEqual(found.map((one) => one.card.id).sort(), [1, 2]);
});

test("hands are whole numbers, in Lao digits too, and never more than people", () => {
  assert.deepEqual(["12", " ໑໒ ", "0", "", "-1", "1.5", "a", "12345"].map(whole), [12, 12, 0, null, null, null, null, null]);
  assert.deepEqual([wrongAt("", 5), wrongAt("5", 5), wrongAt("6", 5), wrongAt("x", 5), wrongAt("6", null)], [null, null, "over", "number", null]);
  const count = { present: "9", counts: { 1: "3", 2: "", 3: "໔" } };
  assert.equal(total(count), 7);
  assert.deepEqual(countsOf(count, [3, 1, 2]), [{ card: 3, hands: 4 }, { card: 1, hands: 3 }, { card: 2, hands: 0 }]);
  assert.deepEqual(parse(JSON.stringify(count)), count);
  assert.deepEqual([parse(""), parse("{"), parse("3")], [undefined, undefined, undefined]);
});
