/** The chair's face without a page: what the form sends, and what the merge desk shows of two thousand cards. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { computed, type Signal, signal } from "@preact/signals";
import { change, days, fieldOf, forget, plan, toData, wrongs } from "../../static/src/chair/plan";
import { toLines, toTexts } from "../../static/src/chair/pairs";
import { openRoom } from "../../static/src/chair/room";
import { openDesk } from "../../static/src/chair/desk/model";
import { actingOn } from "../../static/src/chair/people";
import { Marks } from "../../static/src/chair/desk/marks";
import { settled } from "../../static/src/screen/scene";
import { gathered } from "../../static/src/ui/goback";
import { drawnUpTo, inOrderOf } from "../../static/src/ui/still";
import type { Card, Client, Rec, Source, Theme } from "../../static/src/core/client";
import { card as anyCard, type Part, theme as anyTheme } from "./world";

/** A client that only knows records and remembers what it was told to send. */
function chair(records: Part[]) {
  const all = signal(records.map((r) => ({ key: `${r.type}:${r.id}`, ...r }) as Rec));
  const types = new Map<string, unknown>();
  const sent: [string, unknown][] = [];
  const client = {
    all(type: string) {
      if (!types.has(type)) types.set(type, computed(() => all.value.filter((r) => r.type === type)));
      return types.get(type);
    },
    send: async (name: string, data: unknown) => {
      sent.push([name, data]);
      return { ok: {} };
    },
  } as unknown as Client;
  return { client, sent, all: all as Signal<Rec[]> };
}

const card = (id: number, group: number, more: Partial<Card> = {}) => anyCard(id, { board: group, group, at: id, ...more });
const group = (id: number): Part => ({ type: "group", id, number: id, name: { lo: "", en: `G${id}` }, colour: 0 });
const round = (id: number, board: number, number: number): Part => ({ type: "round", id, board, number });
const tally = (of: number, id: number, votes: number): Part => ({
  type: "tally", id: `${of}.card.${id}`, round: of, subject: `card:${id}`, votes, voters: 1,
});
const source = (id: number, theme: number | null, more: Partial<Source> = {}): Part => ({
  type: "source", id, card: id, theme, group: 1, votes: 0, position: 1, ...more,
});

test("the form sends what was typed, line by line, and days from the first to the last", () => {
  forget();
  assert.ok(wrongs(plan.value).title, "a title is needed");
  change({ title: { lo: " ກອງປະຊຸມ ", en: "" }, first: "2022-12-30", last: "2023-01-01", groups: "61" });
  assert.deepEqual(Object.keys(wrongs(plan.value)), ["groups"]);
  change({ groups: "6", talks: { lo: "", en: "One\n\nTwo" }, budget: "" });
  assert.deepEqual(wrongs(plan.value), {});
  const orgs = { lo: "ກະຊວງການເງິນ\nໃໝ່", en: "Ministry of Finance" };
  change({ orgs });
  const data = toData(plan.value, [{ lo: "ກະຊວງການເງິນ", en: "Ministry of Finance", kind: "ministry" }]);
  assert.deepEqual(data.title, { lo: "ກອງປະຊຸມ", en: "" });
  assert.deepEqual(data.days, ["2022-12-30", "2022-12-31", "2023-01-01"]);
  assert.deepEqual(data.talks, [{ title: { lo: "", en: "One" } }, { title: { lo: "", en: "Two" } }]);
  assert.deepEqual(data.orgs, [
    { lo: "ກະຊວງການເງິນ", en: "Ministry of Finance", kind: "ministry" },
    { lo: "ໃໝ່", en: "", kind: "other" },
  ]);
  assert.equal(data.budget, null, "empty is without limit");
  assert.equal(fieldOf("purposes.0.lo"), "purposes", "a refusal finds its field");
  assert.equal(fieldOf("nothing.here"), "form");
  assert.deepEqual(days("2022-12-16", "2022-12-14"), ["2022-12-16"]);
});

test("lines and texts are one another's inverse", () => {
  const texts = [{ lo: "ກ", en: "a" }, { lo: "ຂ", en: "" }, { lo: "", en: "c" }];
  assert.deepEqual(toTexts(toLines(texts)), texts);
});

test("a card's votes are those of its board's newest counted round", () => {
  const { client } = chair([card(1, 1), round(1, 1, 1), round(2, 1, 2), tally(2, 1, 9), tally(1, 1, 4)]);
  assert.equal(openRoom(client).votes.value.get(1)?.votes, 9);
});

test("the desk shows cards without theme, by group and votes; hidden ones never", () => {
  const { client } = chair([
    group(1), group(2), round(1, 1, 1), tally(1, 2, 5),
    card(3, 2), card(1, 1), card(2, 1), card(4, 1, { hidden: true }), card(5, 1), source(5, 1),
  ]);
  const desk = openDesk(openRoom(client));
  const ids = () => desk.shown.value.map((one) => one.id);
  assert.deepEqual(ids(), [2, 1, 3]);
  desk.unplaced.value = false;
  assert.deepEqual(ids(), [2, 1, 5, 3]);
  desk.find.value = "CARD 3";
  assert.deepEqual(ids(), [3]);
});

test("while cards are picked, no row moves: new votes re-sort only afterwards", () => {
  const { client, all } = chair([group(1), round(1, 1, 1), card(1, 1), card(2, 1), tally(1, 1, 3)]);
  const desk = openDesk(openRoom(client));
  const ids = () => desk.shown.value.map((one) => one.id);
  assert.deepEqual(ids(), [1, 2]);
  desk.picked.toggle(2);
  all.value = [...all.value, { key: "tally:1.card.2", ...tally(1, 2, 8) } as Rec, card(3, 1)];
  assert.deepEqual(ids(), [1, 2, 3]);
  desk.picked.clear();
  assert.deepEqual(ids(), [2, 1, 3]);
});

test("E3: picked and out of sight is not acted on before it is asked for, by whatever it went from sight", async () => {
  const { client, sent } = chair([group(1), group(2), card(1, 1), card(2, 1, { kind: "lesson" }), card(3, 2), card(4, 2), source(4, 7)]);
  const desk = openDesk(openRoom(client));
  const away: [string, () => void, () => void, number[]][] = [
    ["search", () => (desk.find.value = "card 1"), () => (desk.find.value = ""), [2, 3]],
    ["group", () => (desk.group.value = 1), () => (desk.group.value = null), [3]],
    ["kind", () => (desk.kind.value = "problem"), () => (desk.kind.value = null), [2]],
    ["side", () => (desk.side.value = "groups"), () => (desk.side.value = "cards"), [1, 2, 3]],
    ["folded", () => (desk.folded.value = true), () => (desk.folded.value = false), [4]],
  ];
  for (const [by, go, back, gone] of away) {
    desk.picked.set([1, 2, 3, 4]);
    assert.deepEqual(desk.acting.value, [1, 2, 3, 4], by);
    go();
    assert.deepEqual(desk.unseen.value, gone, by);
    assert.deepEqual(desk.acting.value, [1, 2, 3, 4].filter((id) => !gone.includes(id)), by);
    desk.include();
    assert.deepEqual(desk.acting.value, [1, 2, 3, 4], "asked for");
    back();
    desk.picked.clear();
    desk.include();
  }
  desk.picked.set([1, 2]);
  desk.find.value = "card 1";
  desk.include();
  assert.deepEqual(desk.acting.value, [1, 2]);
  desk.find.value = "";
  desk.find.value = "card 1";
  assert.deepEqual(desk.acting.value, [1], "seen again, it is asked for again");
  desk.find.value = "";
  desk.picked.set([1, 3]);
  desk.find.value = "card 3";
  await desk.park(desk.acting.value, true);
  assert.deepEqual(sent, [["card.park", { on: true, cards: [3] }]]);
  assert.deepEqual([...desk.picked.all], [1], "what was left alone stays picked");
});

test("E3: of a theme's cards those that are folded away, or parked with it, are told as well", () => {
  const theme = (id: number, more: Partial<Theme> = {}) => anyTheme(id, { title: { lo: "", en: `T${id}` }, ...more });
  const ids = [1, 2, 3, 4, 5, 6];
  const { client } = chair([
    group(1), theme(7), theme(8, { parked: true }), card(9, 1), source(9, 8),
    ...ids.flatMap((id) => [card(id, 1), source(id, 7, { position: id })]),
  ]);
  const desk = openDesk(openRoom(client));
  desk.picked.set([...ids, 9]);
  assert.deepEqual(desk.unseen.value, [5, 6, 9]);
  desk.unfolded.value = new Set([7]);
  assert.deepEqual(desk.unseen.value, [9]);
  desk.folded.value = true;
  assert.deepEqual(desk.unseen.value, [9], "a theme that is unfolded shows its cards, whatever the others do");
  desk.folded.value = false;
  desk.parked.value = true;
  assert.deepEqual(desk.unseen.value, []);
  desk.unfolded.value = new Set();
  desk.folded.value = true;
  assert.deepEqual(desk.unseen.value, [...ids, 9]);
  desk.folded.value = false;
  desk.picked.clear();
  // One tap on the theme asks for all of it.
  desk.picked.add(ids);
  desk.include(ids);
  assert.deepEqual(desk.acting.value, ids);
});

test("E3: people who are marked and that a search hides are told, and taken out only when asked for", () => {
  const seen = new Set([1, 2]);
  assert.deepEqual(actingOn([1, 2, 3], seen, new Set()), { away: [3], acting: [1, 2] });
  assert.deepEqual(actingOn([1, 2, 3], seen, new Set([3])), { away: [3], acting: [1, 2, 3] });
  assert.deepEqual(actingOn([1], seen, new Set([3])), { away: [], acting: [1] });
});

test("E3: what is scrolled by stands in its list, and counts", () => {
  const many = Array.from({ length: 300 }, (_, i) => card(i + 1, 1));
  const { client } = chair([group(1), ...many]);
  const desk = openDesk(openRoom(client));
  desk.picked.set([1, 300]);
  assert.deepEqual(desk.unseen.value, []);
  assert.deepEqual(desk.acting.value, [1, 300]);
});

test("E2: what was picked while an answer was under way stays picked", async () => {
  const { client } = chair([group(1), card(1, 1), card(2, 1)]);
  const desk = openDesk(openRoom(client));
  desk.picked.set([1]);
  const made = desk.create({ lo: "", en: "One" }, [1]);
  desk.picked.set([2]);
  await made;
  assert.deepEqual([...desk.picked.all], [2]);
});

test("E5: a hand on the list keeps its order, and another sort is another list", () => {
  const { client, all } = chair([group(1), round(1, 1, 1), card(1, 1), card(2, 1), tally(1, 1, 3)]);
  const desk = openDesk(openRoom(client));
  const ids = () => desk.shown.value.map((one) => one.id);
  assert.deepEqual(ids(), [1, 2]);
  desk.hand.value = true;
  all.value = [...all.value, { key: "tally:1.card.2", ...tally(1, 2, 8) } as Rec];
  assert.deepEqual(ids(), [1, 2]);
  desk.sort.value = "votes";
  assert.deepEqual(ids(), [2, 1]);
  all.value = [...all.value.filter(({ key }) => key !== "tally:1.card.2"), { key: "tally:1.card.2", ...tally(1, 2, 1) } as Rec];
  assert.deepEqual(ids(), [2, 1]);
  desk.hand.value = false;
  assert.deepEqual(ids(), [1, 2]);
});

test("E5: what comes in under a hand waits at the end, and whether that is still the order is known", () => {
  const id = (one: { id: number }) => one.id;
  const of = (...ids: number[]) => ids.map((id) => ({ id }));
  const ids = (list: readonly { id: number }[]) => list.map(id);
  const now = of(3, 1, 2, 4);
  const kept = inOrderOf(of(1, 2, 3), now, id);
  assert.deepEqual(ids(kept.list), [1, 2, 3, 4]);
  assert.equal(kept.stale, true);
  assert.deepEqual(inOrderOf(undefined, now, id), { list: now, stale: false });
  assert.equal(inOrderOf(of(3, 1, 2, 4), now, id).stale, false);
  assert.deepEqual(ids(inOrderOf(of(1, 2, 3), of(3, 1), id).list), [1, 3], "what left, left");
});

test("E5: a log with its newest first takes in nothing while a hand is on it", () => {
  const before = drawnUpTo(undefined, false, "all", 7);
  assert.deepEqual(before, { view: "all", upTo: 7 });
  assert.equal(drawnUpTo(before, true, "all", 9).upTo, 7);
  assert.equal(drawnUpTo(before, true, "mine", 9).upTo, 9, "another list");
  assert.equal(drawnUpTo(before, false, "all", 9).upTo, 9, "the hand has gone");
});

test("E7: before cards go private again it is known how many the room has in themes, by all boards or by one", () => {
  const { client } = chair([source(1, 7), source(2, 7), source(3, 7, { group: 2 }), source(4, null)]);
  const board = (group: number, phase: "write" | "report") => ({ group, phase });
  assert.equal(gathered(client, [board(1, "report"), board(2, "report")]), 3);
  assert.equal(gathered(client, [board(2, "report")]), 1);
  assert.equal(gathered(client, [board(1, "write"), board(2, "report")]), 1, "one that is private already loses nothing");
});

test("E7: what lies in themes is among what the desk counts, also while its board is private again", () => {
  const { client, all } = chair([group(1), card(1, 1), card(2, 1), source(1, 7)]);
  const { facts } = openDesk(openRoom(client));
  assert.equal(facts.told.value, 2);
  all.value = all.value.filter(({ type }) => type !== "card");
  assert.equal(facts.told.value, 1, "1 of 1, and never 1 of 0");
});

test("placing sends only what moves; split is offered when all picked cards share a theme", async () => {
  const { client, sent } = chair([group(1), card(1, 1), card(2, 1), source(1, 7)]);
  const desk = openDesk(openRoom(client));
  desk.picked.set([1, 2]);
  assert.equal(desk.within.value, undefined);
  // No page, no flight of cards: placing is the same without.
  Object.assign(globalThis, { document: { body: {} } });
  await desk.place(7, desk.picked.all);
  assert.deepEqual(sent, [["theme.place", { theme: 7, cards: [2] }]]);
  desk.picked.set([1]);
  assert.equal(desk.within.value, 7);
  Reflect.deleteProperty(globalThis, "document");
});

test("two thousand cards are filtered and sorted well within a frame or two", () => {
  const many = Array.from({ length: 2000 }, (_, i) => card(i + 1, 1 + (i % 40)));
  const { client } = chair([...Array.from({ length: 40 }, (_, i) => group(i + 1)), ...many]);
  const desk = openDesk(openRoom(client));
  const start = performance.now();
  assert.equal(desk.shown.value.length, 2000);
  desk.find.value = "card 19";
  assert.equal(desk.shown.value.length, 111);
  assert.ok(performance.now() - start < 500, "generous: a slow laptop, once");
});

test("marking one of many tells only that one", () => {
  const marks = new Marks();
  const [one, two] = [marks.of(1), marks.of(2)];
  let told = 0;
  const stop = two.subscribe(() => told++);
  marks.toggle(1);
  assert.equal(one.value, true);
  assert.equal(told, 1, "only its first value");
  marks.add([2, 3]);
  assert.deepEqual([...marks.all], [1, 2, 3]);
  stop();
});

test("the screen's picture settles: many changes within a second are one", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const records = signal<readonly number[]>([]);
  const shown = settled(records);
  records.value = [1];
  assert.deepEqual(shown.value, [1], "the first at once");
  records.value = [1, 2];
  records.value = [1, 2, 3];
  assert.deepEqual(shown.value, [1]);
  t.mock.timers.tick(1000);
  assert.deepEqual(shown.value, [1, 2, 3]);
});
