/** The whole room's vote and what became of a card, as the phone works them out. */
import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { test } from "node:test";
import type { OutboxItem } from "../../static/src/core/client";
import type { Card, Source, Theme } from "../../static/src/core/types";
import { doubleTaps, going, sum } from "../../static/src/phone/ballot";
import { becameOf, headOf } from "../../static/src/phone/became";
import { inPlace, ranked, subjectsOf } from "../../static/src/phone/poll";
import { theme as anyTheme } from "./world";
import { late } from "../../static/src/phone/refusals";

const theme = (id: number, fresh: number | null = null, joined: number[] = []) =>
  anyTheme(id, { joined, numbers: { sum: 0, average: 0, top: 0, fresh } });

const cast = (subject: string, state: string, more: { round?: number; refused?: string } = {}) =>
  ({
    name: "ballot.cast",
    data: { round: more.round ?? 7, subject, dots: 1 },
    state: signal(state),
    reply: signal(more.refused ? { refused: more.refused, say: "" } : undefined),
  }) as unknown as OutboxItem<"ballot.cast">;

test("a theme is voted on with those joined to it, the head first", () => {
  assert.deepEqual(subjectsOf(theme(2, null, [5, 9])), ["theme:2", "theme:5", "theme:9"]);
  assert.deepEqual(subjectsOf(theme(2)), ["theme:2"]);
});

test("while people vote themes keep their places: what comes is last, what goes leaves", () => {
  const ids = (before: number[], now: number[]) => inPlace(before, now.map((id) => ({ id }))).map(({ id }) => id);
  assert.deepEqual(ids([], [3, 1, 2]), [3, 1, 2], "at first as the chair ordered them");
  assert.deepEqual(ids([3, 1, 2], [2, 1, 3]), [3, 1, 2]);
  assert.deepEqual(ids([3, 1, 2], [9, 2, 3, 8]), [3, 2, 9, 8]);
});

test("equal numbers share a place, the next is counted on, and what is not told has none", () => {
  const rows = ranked([theme(1, 2), theme(2, 5), theme(3, null), theme(4, 5), theme(5, 0)], (one) => one.numbers.fresh);
  assert.deepEqual(rows.map(({ theme: { id }, votes, place }) => [id, votes, place]), [[2, 5, 1], [4, 5, 1], [1, 2, 3], [5, 0, 4]]);
  assert.deepEqual(ranked([theme(1)], (one) => one.numbers.fresh), []);
});

test("how safe dots are: what waits outweighs what is on its way; another round's say nothing", () => {
  const items = [
    cast("theme:1", "waiting"), cast("theme:1", "sending"), cast("theme:2", "sending"), cast("theme:3", "refused"),
    cast("theme:4", "waiting", { round: 6 }), cast("theme:5", "saved"),
  ];
  assert.deepEqual([...going(items, 7)], [["theme:1", "waiting"], ["theme:2", "saving"]]);
  assert.deepEqual([...going(items, undefined)], []);
  assert.equal(sum(new Map([["theme:1", 2], ["theme:2", 1]])), 3);
});

test("the second half of a double tap does not undo the first, and a steady hand is never stopped", () => {
  let now = 1_000;
  const second = doubleTaps(() => now);
  const tap = (subject: string, more: boolean, before: number, after: number) => {
    now += after;
    return second(subject, more, before);
  };
  assert.equal(tap("theme:1", true, 0, 0), false);
  assert.equal(tap("theme:1", false, 1, 100), true, "the minus stands where the plus was");
  assert.equal(tap("theme:1", false, 1, 400), false, "later it is meant");
  assert.equal(tap("theme:1", true, 0, 100), true, "and back");
  assert.equal(tap("theme:2", true, 0, 10), false, "another theme");
  assert.equal(tap("theme:2", true, 1, 10), false, "two dots in a row");
  assert.equal(tap("theme:2", false, 2, 10), false, "no button has changed places");
});

test("a vote that came after the close is kept; one for what is gone, or for a card, is not", () => {
  assert.equal(late(cast("theme:1", "refused", { refused: "wrong_phase" })), true);
  assert.equal(late(cast("theme:1", "refused", { refused: "closed" })), true);
  assert.equal(late(cast("theme:1", "refused", { refused: "not_found" })), false);
  assert.equal(late(cast("theme:1", "refused", { refused: "over_budget" })), false);
  assert.equal(late(cast("card:1", "refused", { refused: "wrong_phase" })), false);
  assert.equal(late(cast("theme:1", "waiting")), false);
});

const card = (id: number, into: number | null = null) => ({ key: `card:${id}`, type: "card", id, into, text: `card ${id}` }) as Card;
const source = (of: number, within: number | null) => ({ type: "source", id: of, card: of, theme: within, text: `source ${of}` }) as Source;
const known = (cards: Card[], sources: Source[], themes: Theme[]) => ({
  card: (id: number) => cards.find((one) => one.id === id),
  source: (id: number) => sources.find((one) => one.card === id),
  theme: (id: number) => themes.find((one) => one.id === id),
});

test("a card went where the card that stands for it went", () => {
  const [head, member] = [card(1), card(2, 1)];
  const at = becameOf(member, known([head, member], [source(1, 5)], [theme(5)]));
  assert.equal(headOf(member), 1);
  assert.equal(at.under, head);
  assert.equal(at.theme?.id, 5);
  assert.equal(becameOf(head, known([head], [source(1, 5)], [theme(5)])).under, undefined);
});

test("who has left the table still reads under which card theirs stands, from the room's own stream", () => {
  assert.equal(becameOf(card(2, 1), known([], [source(1, 5)], [theme(5)])).under?.text, "source 1");
  assert.equal(becameOf(card(2, 1), known([], [], [])).under, undefined);
});

test("without a theme that one may read it is in none: that it was set aside, or its theme parked, is not told", () => {
  for (const [sources, themes] of [[[], []], [[source(1, null)], []], [[source(1, 5)], []]] as [Source[], Theme[]][]) {
    const at = becameOf(card(1), known([card(1)], sources, themes));
    assert.deepEqual([at.theme, at.source], [undefined, undefined]);
  }
});
