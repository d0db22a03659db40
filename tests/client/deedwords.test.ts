/** What a step did, in words: one card or many, a half of the board or all of it, at a table or in the room. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Deed } from "../../static/src/core/client";
import { setLang, teach } from "../../static/src/core/strings";
import { deedCards, deedReason, deedWords, deedWordsOf, moderates, type Names } from "../../static/src/ui/deedwords";

const book = {
  "deed.at": "{group}: {what}",
  "deed.other": "A step was done: {name}",
  "deed.card.approve": "Approved {cards} cards",
  "deed.card.approve_one": "Approved a card",
  "deed.board.lock": "Closed the board",
  "deed.board.lock_posting": "Closed writing",
  "deed.board.unlock_voting": "Opened voting",
  "deed.person.move": "Moved {person} to {group}",
  "deed.person.seat": "Seated {person}",
};
teach("en", book);
void setLang("en", false);

const names: Names = {
  group: (id) => ["", "Group 1", "Group 2"][id] ?? "",
  person: (id) => (id === 7 ? "Kham" : ""),
  card: () => "",
};
const deed = (name: string, says: Record<string, unknown>, group: number | null = 1): Deed =>
  ({ key: "deed:1", type: "deed", id: 1, name, at: 0, by: 1, says, undone: false, group }) as Deed;

test("one or many, a half or the whole", () => {
  assert.equal(deedWords(deed("card.approve", { cards: [4] }), names), "Approved a card");
  assert.equal(deedWords(deed("card.approve", { cards: [4, 5] }), names), "Approved 2 cards");
  assert.equal(deedWords(deed("board.lock", { locked: true, what: "all" }), names), "Closed the board");
  assert.equal(deedWords(deed("board.lock", { locked: true, what: "posting" }), names), "Closed writing");
  assert.equal(deedWords(deed("board.lock", { locked: false, what: "voting" }), names), "Opened voting");
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

test("what a log shows under the sentence", () => {
  assert.equal(deedReason(deed("card.hide", { card: 4, reason: "twice" })), "twice");
  assert.deepEqual(deedCards(deed("card.merge", { card: 4, cards: [5, 4, 6] })), [4, 5, 6]);
  assert.ok(moderates(deed("card.hide", {})) && moderates(deed("board.lock", {})) && !moderates(deed("board.move", {})));
});
