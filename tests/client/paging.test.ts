/** The screen's pages without a screen: what fits, where a paragraph is cut, and that nothing is left out. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { cut, lines, MOST_CARDS, pages, sizeOf, width } from "../../static/src/screen/paging";

const LAO = "ຖາມປະຊາຊົນເທື່ອດຽວ ແລະ ໃຊ້ຄຳຕອບຮ່ວມກັນ.";
const cards = (n: number, text: string) => Array.from({ length: n }, (_, id) => ({ id, text }));
const none = [{ lang: "lo" as const, text: "" }, { lang: "en" as const, text: "" }];

test("marks above and below a letter take no width", () => {
  assert.equal(width("ກິ່ນ"), 2);
  assert.equal(width("ນຳ້"), 2, "the sign of am stands beside its letter");
  assert.equal(lines(""), 1);
});

test("five to seven cards a page, all of them, in order", () => {
  const short = pages(none, cards(15, "short"));
  assert.deepEqual(short.map((page) => page.cards.length), [5, 5, 5]);
  assert.ok(short.every((page) => page.cards.length <= MOST_CARDS));
  assert.deepEqual(short.map((page) => page.from), [0, 5, 10]);
  const long = pages(none, cards(9, LAO.repeat(6)));
  assert.deepEqual(long.flatMap((page) => page.cards.map((card) => card.id)), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  assert.deepEqual(pages(none, []).length, 1, "an empty result is one page, not none");
});

test("a short summary stands above the cards, a long one has its own pages, in both languages", () => {
  const both = [{ lang: "lo" as const, text: LAO }, { lang: "en" as const, text: "Ask once." }];
  assert.deepEqual(pages(both, cards(3, "a"))[0]!.summary, both);
  const long = [{ lang: "lo" as const, text: LAO.repeat(24) }, { lang: "en" as const, text: "Ask once." }];
  const found = pages(long, cards(3, "a"));
  const words = found.filter((page) => page.summary.length);
  assert.ok(words.every((page) => !page.cards.length));
  assert.equal(found.at(-1)!.cards.length, 3);
  const said = words.flatMap((page) => page.summary).filter((one) => one.lang === "lo");
  assert.equal(said.map((one) => one.text).join("").replace(/ /g, ""), long[0]!.text.replace(/ /g, ""));
});

test("D1: a paragraph's own lines are counted, stay lines, and none is left out", () => {
  assert.equal(lines("a\nb\n\nc"), 4);
  const text = Array.from({ length: 23 }, (_, n) => `${n + 1}. line`).join("\n");
  const found = pages([{ lang: "en" as const, text }], cards(2, "a"));
  const words = found.flatMap((page) => page.summary.map((one) => one.text));
  assert.ok(words.every((one) => lines(one) <= 10) && words.length === 3, String(words.map(lines)));
  assert.equal(words.join("\n"), text);
  const two = pages([{ lang: "en" as const, text: `${"x ".repeat(400)}\n\nlast` }], []).flatMap((page) => page.summary);
  assert.ok(two.every((one) => lines(one.text) <= 10) && two.at(-1)!.text.endsWith("last"));
});

test("a paragraph is cut between words, never inside one", () => {
  const text = "one two three four five six seven eight";
  const parts = cut(text, "en", 3);
  assert.equal(parts.length, 3);
  assert.equal(parts.join(" "), text);
});

test("the more words, the smaller: never below what the last row reads", () => {
  assert.equal(sizeOf("short", "", false), 0);
  assert.equal(sizeOf("x".repeat(150), "", false), 1);
  assert.equal(sizeOf("x".repeat(280), "", false), 2);
  assert.equal(sizeOf("x".repeat(280), "x".repeat(280), true), 4);
  assert.ok(sizeOf(LAO, LAO, true) >= sizeOf(LAO, LAO, false), "beside a photo there is less room");
});
