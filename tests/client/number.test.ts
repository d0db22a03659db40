/** A theme's number: which one is drawn by which rule, what it is of, and when there is none to tell. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Counting, Theme, Vision } from "../../static/src/core/types";
import { byRule, decimal, figure, valueText, weightOf } from "../../static/src/ui/number";
import { noughts, perPerson, shares, sumLine } from "../../static/src/ui/worked";

const theme = (numbers: Partial<Theme["numbers"]>, more: Partial<Theme> = {}) =>
  ({ groups: [1, 2], hands: 0, numbers: { sum: 12, average: 0.417, top: 3, fresh: null, ...numbers }, ...more }) as Theme;
const vision = (counting: Counting, more: Partial<Vision> = {}) =>
  ({
    counting, k: 3, of: { tables: 6, closed: 5, people: 31, tops: 16, groups: {} }, voted: 28, round: null, polling: false, ...more,
  }) as Vision;

test("each rule has its own number, and where none is told it comes last", () => {
  const one = theme({ fresh: 7 });
  assert.deepEqual((["sum", "average", "top", "fresh"] as const).map((rule) => weightOf(one, vision(rule))), [12, 0.417, 3, 7]);
  const [first, nobody, none] = [theme({ fresh: 7 }), theme({ fresh: 0 }), theme({})];
  assert.deepEqual([none, nobody, first].sort(byRule(vision("fresh"))), [first, nobody, none]);
  assert.equal(weightOf(one, undefined), 12, "before the board is known, the plain sum");
  const lower = theme({ sum: 3, average: 0.9 });
  assert.equal([one, lower].sort(byRule(vision("sum")))[0], one);
  assert.equal([one, lower].sort(byRule(vision("average")))[0], lower);
});

test("the number stands beside its breadth and what it is of", () => {
  const of = figure(theme({}, { hands: 4 }), vision("sum"));
  assert.deepEqual([of.value, of.groups, of.all, of.people, of.tables, of.hands], [12, 2, 6, 31, 5, 4]);
});

test("the room's own vote is of those who voted in it, and has no hands", () => {
  const of = figure(theme({ fresh: 9 }, { hands: 4 }), vision("fresh"));
  assert.deepEqual([of.value, of.people, of.hands], [9, 28, 0]);
  assert.equal(figure(theme({ fresh: 0 }), vision("fresh")).value, 0, "nobody's choice is a number too");
});

test("before anything may be told there is no number, rather than a nought", () => {
  const none = { of: { tables: 6, closed: 0, people: 0, tops: 0, groups: {} } };
  for (const rule of ["sum", "average", "top"] as const)
    assert.equal(figure(theme({ sum: 0, average: 0, top: 0 }), vision(rule, none)).value, null);
  assert.equal(valueText(figure(theme({}), vision("fresh"))), "–");
  assert.equal(figure(theme({ fresh: 2 }), vision("fresh", none)).value, 2, "tables or not, the room has voted");
});

test("a theme that the room was not asked about says so", () => {
  const none = (more: Partial<Vision>) => figure(theme({}), vision("fresh", more)).none;
  assert.deepEqual([none({}), none({ round: 3, polling: true }), none({ round: 3 })], ["not_polled", "polling", "not_asked"]);
});

test("an average has two places, a third where two say nothing, and a comma in Lao", () => {
  assert.deepEqual([decimal(0.417, "en"), decimal(0.417, "lo"), decimal(0.004, "en"), decimal(0, "en")], ["0.42", "0,42", "0.004", "0.00"]);
});

/* The worked example of docs/counting.md. */
const of = { tables: 2, closed: 2, people: 9, tops: 6, groups: { 1: [6, 2], 2: [3, 1] } as Record<number, [number, number]> };
const registers = [{ group: 1, votes: 11, hands: 0 }, { group: 2, votes: 1, hands: 0 }];
const skills = [{ group: 2, votes: 6, hands: 0 }, { group: 1, votes: 5, hands: 0 }];
const worked = (cards: typeof registers, counting: Counting, whole = of) =>
  sumLine(shares(cards, { of: whole }, [1, 2]), { counting, of: whole });

test("the docs' sums, worked out again from the cards", () => {
  assert.deepEqual([worked(registers, "sum"), worked(skills, "sum")], ["11 + 1 = 12", "5 + 6 = 11"]);
  assert.deepEqual(
    [worked(registers, "average"), worked(skills, "average")].map((line) => line.replaceAll(",", ".")),
    ["(11/6 + 1/3) / 2 = 1.08", "(5/6 + 6/3) / 2 = 1.42"],
  );
  const two = { ...of, tops: 4, groups: { 1: [6, 5], 2: [3, 2] } as Record<number, [number, number]> };
  assert.deepEqual([worked(registers, "top", two), worked(skills, "top", two)], ["1 + 0 = 1", "1 + 1 = 2"]);
});

test("hands are in the weight and told apart; a group without a closed vote has nobody to divide by", () => {
  const [first, second] = shares([{ group: 1, votes: 3, hands: 2 }, { group: 3, votes: 0, hands: 0 }], { of }, [1, 2, 3]);
  assert.deepEqual([first!.weight, first!.hands, perPerson(first!)], [5, 2, 5 / 6]);
  assert.deepEqual([second!.people, perPerson(second!)], [0, 0]);
  assert.equal(noughts([first!, second!], { of }), 1, "group 2 gave it nothing");
});

test("a sum of forty groups is read in the table", () => {
  const many = Array.from({ length: 40 }, (_, i) => ({ group: i + 1, votes: 1, hands: 0 }));
  const groups = Object.fromEntries(many.map(({ group }) => [group, [5, 1]])) as Record<number, [number, number]>;
  const whole = { tables: 40, closed: 40, people: 200, tops: 40, groups };
  assert.equal(sumLine(shares(many, { of: whole }, many.map(({ group }) => group)), { counting: "average", of: whole }), "");
});
