/** A group's result as data: its order, what changed, and how words typed here stand to those on the server. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Card, Id, Org, Person, Submission } from "../../static/src/core/types";
import { few } from "../../static/src/chair/few";
import { standing, together } from "../../static/src/leader/report/standing";
import { moved } from "../../static/src/leader/report/model";
import { submission } from "./world";
import { compare, handedIn, howMany, outcome } from "../../static/src/ui/outcome";

const card = (id: Id, more: Partial<Card> = {}) =>
  ({ key: `card:${id}`, type: "card", id, kind: "problem", text: `card ${id}`, lang: "en", answers: null, ...more }) as Card;
const known = new Map([1, 2, 3, 4, 5].map((id) => [id, card(id, id === 3 ? { kind: "solution", answers: 1 } : {})]));
const entry = (id: Id, votes: number, hands = 0) => ({ card: known.get(id)!, votes, hands, merged: 0 });
const board = [entry(1, 1), entry(2, 5), entry(3, 2, 6), entry(4, 0)];
const words = { lo: "ສະຫຼຸບ", en: "" };
const sent = (number: number, order: Id[], more: Partial<Submission> = {}) =>
  submission(number, {
    summary: words, changes: number > 1 ? NO_CHANGE : null,
    cards: board.map(({ card: { id }, votes, hands }) => ({ card: id, votes, hands, picked: order.includes(id), merged: [] }))
      .sort((a, b) => place(order, a.card) - place(order, b.card)),
    ...more,
  });
const NO_CHANGE = { added: [], removed: [], votes: [], moved: false, summary: false };
const place = (order: Id[], id: Id) => (order.includes(id) ? order.indexOf(id) : 99);
const ids = (lines: readonly { id: Id }[]) => lines.map((one) => one.id);

test("without a choice the first by votes and hands; picked, in the leader's order", () => {
  const free = outcome(board, [], words, known);
  assert.deepEqual([free.picked, ids(free.cards)], [false, [3, 2, 1, 4]]);
  const chosen = outcome(board, [1, 3], words, known);
  assert.deepEqual([ids(chosen.cards), ids(chosen.others)], [[1, 3], [2, 4]]);
  assert.equal(chosen.cards[1]!.answers?.text, "card 1", "a solution brings the problem's words");
});

test("what changed since it was handed in, counted", () => {
  const before = sent(1, [1, 3]);
  assert.equal(howMany(compare(before, outcome(board, [1, 3], words, known))), 0);
  assert.equal(howMany(compare(before, outcome(board, [1, 3], { lo: "ສະຫຼຸບ ", en: "" }, known))), 0, "spaces are none");
  const turned = compare(before, outcome(board, [3, 1], words, known));
  assert.deepEqual([turned.moved, howMany(turned)], [true, 1]);
  const other = compare(before, outcome(board, [3, 2], { lo: "", en: "" }, known));
  assert.deepEqual(other, { added: [2], removed: [1], votes: [], moved: false, summary: true });
  const votes = compare(before, outcome([entry(1, 1), entry(2, 6), entry(3, 2, 7), entry(4, 0)], [1, 3], words, known));
  assert.deepEqual(votes.votes, [3, 2]);
  const first = compare(sent(1, []), outcome(board, [2], words, known));
  assert.deepEqual([first.added, first.removed, first.moved], [[], [], true], "picking at last takes nothing out");
  const gone = compare(before, outcome(board.slice(1), [3], words, known));
  assert.deepEqual([gone.added, gone.removed], [[], [1]]);
});

test("the chair's marks are those changes, with what was before", () => {
  const earlier = sent(1, [1, 3]);
  const later = sent(2, [3, 2], { summary: { lo: "", en: "New" } });
  later.cards.find((one) => one.card === 3)!.hands = 8;
  const seen = handedIn(later, known, earlier);
  assert.deepEqual(ids(seen.cards), [3, 2]);
  assert.deepEqual(seen.cards.map((one) => one.added), [false, true]);
  assert.equal(seen.cards[0]!.was?.hands, 6);
  assert.deepEqual([ids(seen.removed), seen.before], [[1], words]);
  assert.equal(handedIn(earlier, known).cards[0]!.added, undefined, "the first one has no marks");
});

test("words typed here against the server's: nothing is ever thrown away by itself", () => {
  assert.equal(standing(undefined, "", "theirs"), "follow");
  assert.equal(standing("mine ", "", "mine"), "same", "as the server cleans it");
  assert.equal(standing("mine", "old", "old"), "unsaved");
  assert.equal(standing("mine", "old", "theirs"), "changed");
  assert.equal(standing("mine", "mine", "old"), "changed", "saved, and then written over");
  assert.equal(standing("", "old", "old"), "unsaved", "emptied on purpose");
  assert.equal(together("theirs ", "mine"), "theirs\nmine");
  assert.equal(standing("one\n\ntwo", "", "one two"), "changed", "D1: two paragraphs are not what was kept as one");
  assert.equal(standing("one \r\n\n\ntwo\n", "", "one\n\ntwo"), "same");
});

test("a place in the order", () => {
  assert.deepEqual(moved([1, 2, 3], 3, 0), [3, 1, 2]);
  assert.deepEqual(moved([1, 2, 3], 1, 9), [2, 3, 1]);
});

test("bodies with one person, those that people wrote themselves too", () => {
  const orgs = [1, 2].map((id) => ({ id, lo: "", en: `Body ${id}` }) as Org);
  const person = (org: number | null, org_other = "", more: Partial<Person> = {}) =>
    ({ org, org_other, removed: false, role: "participant", ...more }) as Person;
  const all = [
    person(1), person(1), person(2), person(null, "Radio"), person(null, "NGO"), person(null, "ngo "), person(null, "-"),
    person(2, "", { removed: true }), person(2, "", { role: "chair" }),
  ];
  const found = few(all, orgs);
  assert.deepEqual(found.names.map((name) => name.en), ["Body 2", "Radio"]);
  assert.deepEqual([found.bodies, found.people], [4, 7]);
});
