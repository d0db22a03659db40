/** From what was found alike to what is proposed; what a person began to answer; the words that mean the same. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { oneStep } from "../../static/src/chair/hints/acts";
import { chosenOf, draftOf, dropDrafts, setDraft, titleOf } from "../../static/src/chair/hints/drafts";
import { toLine, toWords, unusual } from "../../static/src/chair/hints/lines";
import { hintsOf, marked, type Hint, type World } from "../../static/src/chair/hints/model";
import { SEED } from "../../static/src/chair/hints/seed";
import { steady } from "../../static/src/chair/hints/state";
import { cut } from "../../static/src/chair/hints/title";
import type { Card } from "../../static/src/core/client";
import { card as anyCard } from "./world";

const card = (id: number, group: number, more: Partial<Card> = {}) => anyCard(id, { group, ...more });
const world = (cards: Card[], more: Partial<World> = {}): World => ({
  card: (id) => cards.find((one) => one.id === id),
  place: () => undefined,
  apart: () => false,
  looked: (id) => cards.find((one) => one.id === id)?.text,
  ...more,
});
const found = (...ids: number[]) => ({ ids, score: 0.5, spans: ids.map((): [number, number][] => [[0, 4]]) });

test("a proposal is of two groups at least, of cards that are on view and in no theme", () => {
  const cards = [card(1, 1), card(2, 2), card(3, 2), card(4, 1)];
  assert.deepEqual(hintsOf([found(1, 2, 3)], world(cards)).map((hint) => [hint.key, hint.groups]), [["1-2-3", 2]]);
  assert.deepEqual(hintsOf([found(1, 4)], world(cards)), [], "what one group said twice is its own matter");
  assert.deepEqual(hintsOf([found(1, 9)], world(cards)), [], "one is no longer on view");
  assert.deepEqual(hintsOf([found(1, 2)], world([card(1, 1), card(2, 2, { into: 1 })])), [], "merged under the other");
});

test("refused stays refused, also as a part of more", () => {
  const cards = [card(1, 1), card(2, 2), card(3, 3)];
  const apart = (a: number, b: number) => a + b === 3; // 1 and 2
  assert.deepEqual(hintsOf([found(1, 2, 3)], world(cards, { apart })), []);
});

test("where some are in a theme already, the rest is proposed for it; all in themes, nothing is", () => {
  const cards = [card(1, 1), card(2, 2), card(3, 3)];
  const place = (id: number) => (id === 1 ? 7 : undefined);
  const [hint] = hintsOf([found(1, 2, 3)], world(cards, { place }));
  assert.deepEqual([hint!.theme, hint!.there.map((one) => one.id), hint!.cards.map((one) => one.id)], [7, [1], [2, 3]]);
  assert.deepEqual(hintsOf([found(1, 2)], world(cards, { place: () => 7 })), []);
  const aside = hintsOf([found(1, 2, 3)], world(cards, { place: (id) => (id === 3 ? "aside" : undefined) }));
  assert.deepEqual(aside[0]!.ids, [1, 2], "what was set aside stays aside");
});

test("words are marked only in the text that was looked at", () => {
  const cards = [card(1, 1), card(2, 2)];
  const [hint] = hintsOf([found(1, 2)], world(cards, { looked: (id) => (id === 1 ? "card 1" : "as it was") }));
  assert.deepEqual([hint!.spans.get(1), hint!.spans.get(2)], [[[0, 4]], []]);
  assert.deepEqual(marked("card 1", [[0, 4]]), [{ text: "card", on: true }, { text: " 1", on: false }]);
  assert.equal(marked("ຂໍ້ມູນຊ້ຳ", [[0, 6]]).map(({ text }) => text).join(""), "ຂໍ້ມູນຊ້ຳ", "nothing is lost");
});

const hint = (...ids: number[]): Hint =>
  ({ key: ids.join("-"), kind: "problem", cards: ids.map((id) => card(id, id)), theme: undefined, there: [], ids, groups: ids.length, spans: new Map(), title: { lo: "", en: "found" } });

test("what was begun stays with a proposal that gains or loses a card", () => {
  setDraft(hint(1, 2), { title: { lo: "", en: "mine" }, out: new Set([2]) });
  assert.equal(titleOf(hint(1, 2, 3)).en, "mine");
  assert.deepEqual(chosenOf(hint(1, 2, 3)), [1, 3]);
  assert.equal(titleOf(hint(4, 5)).en, "found");
  dropDrafts([hint(1, 2, 3)]);
  assert.deepEqual([titleOf(hint(1, 2)).en, draftOf(hint(1, 2)).out.size], ["found", 0]);
});

test("nothing moves under the finger: a proposal keeps its place, a new one comes last", () => {
  const before = [hint(1, 2), hint(3, 4)];
  const now = [hint(9, 8), hint(3, 4, 5), hint(1, 2)];
  assert.deepEqual(steady(before, now).map(({ key }) => key), ["1-2", "3-4-5", "9-8"]);
  assert.deepEqual(steady([], now).map(({ key }) => key), ["9-8", "3-4-5", "1-2"], "at first in the order found");
});

test("a line of words that mean the same", () => {
  assert.deepEqual(toWords(" ງົບປະມານ =budget = Budget=  "), ["ງົບປະມານ", "budget"]);
  assert.deepEqual(toWords("ງົບປະມານ"), []);
  assert.deepEqual(toWords("ຫຼັກສູດ = ຫລັກສູດ"), [], "one word in two spellings");
  assert.equal(toLine(["a", "b"]), "a = b");
  assert.equal(unusual([]).length, SEED.length);
  assert.equal(unusual([["Budget", "money"]]).length, SEED.length - 1, "a usual line of which a word is known is not added again");
});

test("a title is cut between words, never inside a syllable", () => {
  const long = "ປະຊາຊົນຕ້ອງຕື່ມຂໍ້ມູນດຽວກັນຫຼາຍຄັ້ງໃນຫຼາຍຫ້ອງການ ".repeat(5).trim();
  const short = cut(long);
  assert.ok(short.length < long.length && short.endsWith("…"));
  assert.ok(long.startsWith(short.slice(0, -1)));
  assert.equal(cut("Short and good."), "Short and good");
});

test("one step holds what the server takes, and what a message carries", () => {
  const short = Array.from({ length: 700 }, (_, n) => ({ cards: [n], title: { lo: "", en: "Data" } }));
  assert.equal(oneStep(short).length, 300);
  const long = Array.from({ length: 300 }, (_, n) => ({ cards: [n], title: { lo: "ກ".repeat(200), en: "e".repeat(200) } }));
  const some = oneStep(long);
  assert.ok(some.length > 30 && new TextEncoder().encode(JSON.stringify({ sets: some })).length < 60 * 1024);
  assert.deepEqual([...some, ...long.slice(some.length)], long);
  assert.equal(oneStep(["x".repeat(100_000)]).length, 1, "the server says that it is too long");
});
