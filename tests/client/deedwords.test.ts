/** What a step did, in words: one card or many, a half of the board or all of it, at a table or in the room. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Deed } from "../../static/src/core/client";
import { setLang, teach } from "../../static/src/core/strings";
import { deedCards, deedReason, deedWords, deedWordsOf, deedWordsOfOne, moderates, type Names } from "../../static/src/ui/deedwords";

const book = {
  "deed.at": "{group}: {what}",
  "deed.other": "A step was done: {name}",
  "deed.card.approve": "Approved {cards} cards",
  "deed.card.approve_one": "Approved a card",
  "deed.card.hide": "Hid a card",
  "deed.card.put_off": "Put off a card",
  "deed.card.put_off_many": "Put off {cards} cards",
  "deed.card.merge": "Merged under “{card}”: {cards}",
  "deed.board.lock": "Closed the board",
  "deed.board.lock_posting": "Closed writing",
  "deed.board.unlock_voting": "Opened voting",
  "deed.card.park": "Set cards aside ({cards})",
  "deed.card.unpark": "Took cards up again ({cards})",
  "deed.theme.join": "Joined themes to {theme} ({themes})",
  "deed.hint.accept": "Gathered {cards} cards in {theme}",
  "deed.hint.accept_many": "Gathered {cards} cards in {themes} themes",
  "deed.synonym.add": "Same words: {words}",
  "deed.synonym.add_many": "Same words: {n} lines",
  "deed.vision.count": "Counting rule: {rule}",
  "deed.rule.top": "top cards",
  "deed.clarification.set": "Clarified a card",
  "deed.clarification.set_theme": "Clarified {theme}",
  "deed.person.move": "Moved {person} to {group}",
  "deed.person.seat": "Seated {person}",
};
teach("en", book);
void setLang("en", false);

const names: Names = {
  group: (id) => ["", "Group 1", "Group 2"][id] ?? "",
  person: (id) => (id === 7 ? "Kham" : ""),
  card: () => "",
  theme: (id) => (id === 2 ? "Skills" : ""),
};
const deed = (name: string, says: Record<string, unknown>, group: number | null = 1): Deed =>
  ({ key: "deed:1", type: "deed", id: 1, name, at: 0, by: 1, says, undone: false, group }) as Deed;

test("what nobody had approved was put off, not hidden", () => {
  assert.equal(deedWords(deed("card.hide", { card: 4 }), names), "Hid a card");
  assert.equal(deedWords(deed("card.hide", { card: 4, waited: true }), names), "Put off a card");
  assert.equal(deedWords(deed("card.hide_many", { cards: [4], waited: true }), names), "Put off a card");
  const many = deed("card.hide_many", { cards: [4, 5], waited: true });
  assert.equal(deedWords(many, names), "Put off 2 cards");
  assert.equal(deedWordsOfOne(many, 4, names), "Put off a card");
});

test("one or many, a half or the whole", () => {
  assert.equal(deedWords(deed("card.approve", { cards: [4] }), names), "Approved a card");
  assert.equal(deedWords(deed("card.approve", { cards: [4, 5] }), names), "Approved 2 cards");
  assert.equal(deedWords(deed("board.lock", { locked: true, what: "all" }), names), "Closed the board");
  assert.equal(deedWords(deed("board.lock", { locked: true, what: "posting" }), names), "Closed writing");
  assert.equal(deedWords(deed("board.lock", { locked: false, what: "voting" }), names), "Opened voting");
});

test("the merge desk's own steps: aside and up again, one theme or several, a card or a theme", () => {
  const say = (name: string, says: Record<string, unknown>) => deedWords(deed(name, says, null), names);
  assert.equal(say("card.park", { cards: [4, 5], on: true }), "Set cards aside (2)");
  assert.equal(say("card.park", { cards: [4], on: false }), "Took cards up again (1)");
  assert.equal(say("theme.join", { theme: 2, themes: [3, 4] }), "Joined themes to Skills (2)");
  assert.equal(say("hint.accept", { theme: 2, themes: [2, 2], cards: [1, 2, 3, 4] }), "Gathered 4 cards in Skills");
  assert.equal(say("hint.accept", { theme: 2, themes: [2, 3], cards: [1, 2] }), "Gathered 2 cards in 2 themes");
  assert.equal(say("synonym.add", { words: "data = ຂໍ້ມູນ", n: 1 }), "Same words: data = ຂໍ້ມູນ");
  assert.equal(say("synonym.add", { words: "data = ຂໍ້ມູນ", n: 22 }), "Same words: 22 lines");
  assert.equal(say("synonym.add", {}), "Same words: …", "told before the words were kept");
  assert.equal(say("vision.count", { rule: "top", k: 3 }), "Counting rule: top cards");
  assert.equal(say("clarification.set", { card: 4 }), "Clarified a card");
  assert.equal(say("clarification.set", { theme: 2 }), "Clarified Skills");
});

test("names where they are known, a sentence where it is not", () => {
  assert.equal(deedWords(deed("person.move", { person: 7, group: 2 }), names), "Moved Kham to Group 2");
  assert.equal(deedWords(deed("person.seat", { person: 8 }), names), "Seated …");
  assert.equal(deedWords(deed("no.such", {}), names), "A step was done: no.such");
});

test("where all groups' steps stand together, each names its table once", () => {
  assert.equal(deedWordsOf(deed("card.approve", { cards: [4] }), names), "Group 1: Approved a card");
  assert.equal(deedWordsOf(deed("person.move", { person: 7, group: 2 }, 2), names), "Moved Kham to Group 2");
  assert.equal(deedWordsOf(deed("card.approve", { cards: [4] }, null), names), "Approved a card");
});

test("a merge names the card that stays in its sentence, and below it those that went under", () => {
  const merged = deed("card.merge", { card: 4, cards: [5, 6] });
  const says = (text: string) => deedWords(merged, { ...names, card: (id) => (id === 4 ? text : "") });
  assert.equal(says("Forms"), "Merged under “Forms”: 2");
  assert.equal(says(""), "Merged under “…”: 2");
  assert.equal(says("a".repeat(60)), `Merged under “${"a".repeat(48)}…”: 2`);
  assert.equal(says(`${"a".repeat(47)}\u0e97\u0eb5\u0ec8${"a".repeat(9)}`), `Merged under “${"a".repeat(47)}\u0e97\u0eb5\u0ec8…”: 2`);
  assert.deepEqual(deedCards(merged), [5, 6]);
});

test("what a log shows under the sentence", () => {
  assert.equal(deedReason(deed("card.hide", { card: 4, reason: "twice" })), "twice");
  assert.deepEqual(deedCards(deed("card.hide", { card: 4 })), [4]);
  assert.deepEqual(deedCards(deed("card.approve", { cards: [5, 4, 5] })), [5, 4]);
  assert.ok(moderates(deed("card.hide", {})) && moderates(deed("board.lock", {})) && !moderates(deed("board.move", {})));
});
