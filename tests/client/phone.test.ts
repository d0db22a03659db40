/** What the phone works out by itself: threads, the language of a text, dates and clock faces, and that every sentence exists. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { teach } from "../../static/src/core/strings";
import type { OutboxItem } from "../../static/src/core/client";
import type { Card } from "../../static/src/core/types";
import { alone, boardView, type Shown, type Thread } from "../../static/src/phone/cards";
import { outOfDate } from "../../static/src/phone/ballot";
import { watchEnd } from "../../static/src/phone/chime";
import { counting, laid, oneLess, oneMore, stranded } from "../../static/src/phone/cluster";
import { joinable } from "../../static/src/phone/hint";
import { saysId } from "../../static/src/phone/says";
import { charsLeft, scriptOf, wrongText } from "../../static/src/phone/writing";
import { daysText, timeText } from "../../static/src/ui/dates";
import { clockFace, leftOf } from "../../static/src/ui/timer";

const root = process.env.WORKSHOP_ROOT ?? ".";

function shown(id: number, kind: Shown["kind"], more: Partial<Shown> = {}): Shown {
  const card = { key: `card:${id}`, type: "card", id } as Card;
  const plain = { text: `card ${id}`, lang: "en", answers: null, into: null, org: null, author: undefined } as const;
  const still = { mine: false, pending: false, hidden: false, withdrawn: false, edited: false, state: undefined, say: undefined };
  return { key: card.key, card, kind, ...plain, ...still, ...more };
}

type Keys = [string, Keys[]];
const keys = (threads: Thread[] = []): Keys[] => threads.map(({ top, answers }) => [top.key, keys(answers)]);

test("a solution hangs under the problem it answers; without one on show it stands alone", () => {
  const cards = [
    shown(1, "problem"),
    shown(2, "solution", { answers: 1 }),
    shown(3, "solution", { answers: 9 }),
    shown(4, "lesson"),
    shown(5, "problem", { hidden: true }),
    shown(6, "solution", { answers: 5 }),
  ];
  const view = boardView(cards);
  assert.deepEqual(keys(view.threads.get("problem")), [["card:1", [["card:2", []]]]]);
  assert.deepEqual(keys(view.threads.get("solution")), [["card:3", []], ["card:6", []]]);
  assert.deepEqual(keys(view.threads.get("lesson")), [["card:4", []]]);
  assert.equal(view.here.length, 5);
  assert.deepEqual(keys(alone(view, "solution")), [["card:2", []], ["card:3", []], ["card:6", []]]);
  assert.deepEqual(keys(alone(view, "problem")), [["card:1", []]]);
});

test("authors see that their card is hidden, and can return what they took back", () => {
  const view = boardView([
    shown(1, "problem", { hidden: true, mine: true }),
    shown(2, "problem", { withdrawn: true, mine: true }),
  ]);
  assert.deepEqual(keys(view.threads.get("problem")), [["card:1", []]]);
  assert.deepEqual(view.withdrawn.map((c) => c.key), ["card:2"]);
});

test("cards that say the same stand under their head, and what answers one of them answers the head", () => {
  const cards = [
    shown(1, "problem"),
    shown(2, "problem", { into: 1 }),
    shown(3, "solution", { answers: 2 }),
    shown(4, "problem", { into: 9 }), // its head is not on show: it stands by itself
    shown(5, "problem", { into: 1, state: "refused" }), // its words must be in sight
    shown(6, "lesson", { into: 1 }), // another kind's head is none
  ];
  const view = boardView(cards);
  const [head] = view.threads.get("problem")!;
  assert.deepEqual(head!.members.map((one) => one.key), ["card:2"]);
  assert.deepEqual(keys(view.threads.get("problem")), [["card:1", [["card:3", []]]], ["card:4", []], ["card:5", []]]);
  assert.deepEqual(keys(view.threads.get("lesson")), [["card:6", []]]);
  assert.equal(view.here.length, 6, "nothing is lost");
  assert.deepEqual(keys(alone(view, "problem")), [["card:1", []], ["card:4", []], ["card:5", []]]);
});

test("a head that answers nothing hangs where its member does: the pair is not torn by a merge", () => {
  const view = boardView([shown(1, "problem"), shown(2, "solution"), shown(3, "solution", { answers: 1, into: 2 })]);
  assert.deepEqual(keys(view.threads.get("problem")), [["card:1", [["card:2", []]]]]);
});

// Planted: with a head that is itself a member, cards were gone from the board.
test("no chain or circle of heads takes a card from the board", () => {
  const circle = boardView([shown(1, "problem", { into: 2 }), shown(2, "problem", { into: 1 }), shown(3, "problem", { into: 3 })]);
  assert.deepEqual(keys(circle.threads.get("problem")), [["card:1", []], ["card:2", []], ["card:3", []]]);
  const chain = boardView([shown(1, "problem"), shown(2, "problem", { into: 1 }), shown(3, "problem", { into: 2 })]);
  assert.deepEqual(keys(chain.threads.get("problem")), [["card:1", []], ["card:3", []]]);
});

test("what waits for the leader's yes is its author's alone to see", () => {
  const waits = boardView([shown(1, "problem", { pending: true, mine: true }), shown(2, "problem", { pending: true })]);
  assert.deepEqual(keys(waits.threads.get("problem")), [["card:1", []]]);
});

test("threads that did not change are the same threads, so that a new card draws no other again", () => {
  const cards = [shown(1, "problem"), shown(2, "problem"), shown(3, "solution", { answers: 2 }), shown(4, "problem", { into: 1 })];
  const before = boardView(cards);
  const after = boardView([...cards, shown(5, "solution", { answers: 1 })], before);
  const [first, second] = after.threads.get("problem")!;
  assert.notEqual(first, before.threads.get("problem")![0], "it has a new answer");
  assert.equal(second, before.threads.get("problem")![1]);
  const same = boardView(cards, before);
  assert.deepEqual(same.threads.get("problem")!.map((one, i) => one === before.threads.get("problem")![i]), [true, true]);
});

test("300 cards are put in threads in a moment", () => {
  const cards = Array.from({ length: 300 }, (_, i) =>
    i % 3 === 2 ? shown(i, "solution", { answers: i - 1 }) : shown(i, "problem", i % 3 === 1 && i > 9 ? { into: 0 } : {}),
  );
  boardView(cards);
  const began = performance.now();
  for (let i = 0; i < 100; i++) boardView(cards);
  assert.ok((performance.now() - began) / 100 < 5, `${(performance.now() - began) / 100} ms each`);
});

test("R12: dots on merged cards count together up to the cap; taking back begins at the head", () => {
  const dots = new Map([["card:1", 2], ["card:4", 1], ["card:7", 2]]);
  const cluster = ["card:1", "card:4"];
  assert.equal(laid(dots, cluster), 3);
  assert.equal(counting(3, 2), 2);
  assert.deepEqual(oneMore(dots, cluster), ["card:1", 3]);
  assert.deepEqual(oneLess(dots, cluster), ["card:1", 1]);
  assert.deepEqual(oneLess(new Map([["card:4", 1]]), cluster), ["card:4", 0]);
  assert.equal(oneLess(new Map(), cluster), undefined);
  assert.deepEqual(stranded(dots, new Set(cluster)), [["card:7", 2]], "hidden since, and still their owner's");
});

test("taking back one by one gives back every dot laid on a cluster, wherever it lies", () => {
  const dots = new Map([["card:1", 2], ["card:4", 1], ["card:9", 3]]);
  const cluster = [...dots.keys()];
  for (let left = laid(dots, cluster); left > 0; left--) {
    const [subject, n] = oneLess(dots, cluster)!;
    assert.equal(n, dots.get(subject)! - 1);
    dots.set(subject, n);
  }
  assert.equal(laid(dots, cluster), 0);
});

test("a timer's end is told once, to those who saw it run, and again after another minute", () => {
  const ended = watchEnd();
  const timer = { ends: 10_000, left: null, length: 60_000 };
  const at = (...times: number[]) => times.map((now) => ended(timer, now));
  assert.deepEqual(at(8_000, 9_000, 10_000, 11_000), [false, false, true, false]);
  timer.ends = 70_000;
  assert.deepEqual(at(11_500, 69_000, 70_200, 71_000), [false, false, true, false]);
});

test("D6: a clock that is measured anew at a timer's end rings no second time", () => {
  const ended = watchEnd();
  const timer = { ends: 10_000, left: null, length: 60_000 };
  const at = (...times: number[]) => times.map((now) => ended(timer, now));
  assert.deepEqual(at(9_500, 10_100, 9_900, 10_900, 9_990, 11_000), [false, true, false, false, false, false]);
  timer.ends = 70_000;
  assert.deepEqual(at(69_000, 70_200), [false, true], "another minute, another end");
});

test("D7: a cast makes way for a newer one only where no other was made between: it gave back what that one gave", () => {
  const item = (subject: string, dots: number, state: OutboxItem["state"]["value"] = "waiting", round = 1) =>
    ({ id: `${subject}=${dots}`, data: { round, subject, dots }, state: { value: state } }) as unknown as OutboxItem<"ballot.cast">;
  const gone = (items: OutboxItem<"ballot.cast">[], subject: string) => outOfDate(items, 1, subject).map(({ id }) => id);
  // Two on A at the server, and no vote left: one back from A, one to B, the other back from A.
  assert.deepEqual(gone([item("A", 1), item("B", 1)], "A"), [], "B's stands on A's");
  assert.deepEqual(gone([item("B", 1), item("A", 1)], "A"), ["A=1"]);
  assert.deepEqual(gone([item("A", 1), item("A", 3, "waiting", 2)], "A"), ["A=1"], "another round is another ballot");
  assert.deepEqual(gone([item("A", 1, "sending"), item("B", 1)], "A"), []);
  assert.deepEqual(gone([item("A", 3, "refused"), item("B", 1)], "A"), ["A=3"]);
});

test("a late joiner, a phone that slept and a paused timer hear nothing", () => {
  const timer = { ends: 10_000, left: null, length: 60_000 };
  assert.equal(watchEnd()(timer, 10_500), false, "it was over before they came");
  const slept = watchEnd();
  assert.deepEqual([slept(timer, 9_000), slept(timer, 20_000), slept(timer, 21_000)], [false, false, false]);
  const paused = watchEnd();
  assert.deepEqual([paused(timer, 9_000), paused({ ends: null, left: 0, length: 60_000 }, 10_000)], [false, false]);
});

test("where one writes, one sentence says who reads it (R10, R11)", () => {
  assert.equal(saysId({ named: true, approve: true }, true), "says.approve_named");
  assert.equal(saysId({ named: false, approve: true }, true), "says.approve_anonymous");
  assert.equal(saysId({ named: false, approve: true }, false), "says.anonymous", "a reply does not wait");
  assert.equal(saysId({ named: true, approve: false }, true), "says.named");
});

test("one's own text is likened only to cards of others that the table sees", () => {
  const cards = [
    shown(1, "problem"),
    shown(2, "problem", { mine: true }),
    shown(3, "problem", { pending: true }),
    shown(4, "problem", { hidden: true }),
    shown(5, "lesson"),
  ];
  assert.deepEqual(joinable(cards, "problem").map((one) => one.key), ["card:1"]);
});

test("a text's language is told from its script; digits alone say nothing", () => {
  assert.equal(scriptOf("ລະບົບ IT ຂອງລັດ"), "lo");
  assert.equal(scriptOf("The ລະບົບ must be connected"), "en");
  assert.equal(scriptOf("2030"), "lo", "the person's own language, Lao at start");
});

test("characters are counted as code points after cleaning, as the server counts", () => {
  assert.equal(charsLeft("  ນໍ້າ  "), 280 - 3); // ◌ໍ + tone + າ becomes tone + ຳ
  assert.equal(wrongText("ກ".repeat(280)), null);
  assert.ok(wrongText("ກ".repeat(281)));
  assert.ok(wrongText(" \u200b "));
});

test("days are written as the country writes them, in the room's zone", () => {
  const months = { "date.month.12": "ທັນວາ", "date.month.1": "ມັງກອນ" };
  const forms = { "date.day": "{d} {month} {y}", "date.days": "{first}-{last} {month} {y}", "date.span": "{first} ຫາ {last}" };
  teach("lo", { ...months, ...forms });
  assert.equal(daysText(["2022-12-16", "2022-12-14", "2022-12-15"]), "14-16 ທັນວາ 2022");
  assert.equal(daysText(["2022-12-31", "2023-01-01"]), "31 ທັນວາ 2022 ຫາ 1 ມັງກອນ 2023");
  assert.equal(daysText([]), "");
  assert.equal(timeText(Date.UTC(2022, 11, 14, 1, 5)), "08:05");
});

test("a timer runs on the server's clock, stands still when paused, and never goes below nothing", () => {
  assert.equal(leftOf({ ends: 5000, left: null, length: 9000 }, 2000), 3000);
  assert.equal(leftOf({ ends: 5000, left: null, length: 9000 }, 9000), 0);
  assert.equal(leftOf({ ends: null, left: 4000, length: 9000 }, 9000), 4000);
  assert.deepEqual([59_001, 60_000, 3_600_000, 0].map(clockFace), ["1:00", "1:00", "1:00:00", "0:00"]);
});

// Planted: `t("join.buton")` in join.tsx was named here.
test("every sentence the phone says is in both catalogues", () => {
  const books = ["lo", "en"].map((lang) => {
    const text = readFileSync(join(root, "workshop", "translations", lang, "LC_MESSAGES", "workshop.po"), "utf8");
    return new Set([...text.matchAll(/^msgid "(.+)"$/gm)].map(([, id]) => id!));
  });
  for (const folder of ["ui", "phone", "leader"])
    for (const file of readdirSync(join(root, "static", "src", folder), { recursive: true }) as string[]) {
      if (!/\.tsx?$/.test(file)) continue; // a folder
      const source = readFileSync(join(root, "static", "src", folder, file), "utf8");
      for (const [, id] of source.matchAll(/\bt\(\s*"([\w.]+)"/g))
        for (const book of books) assert.ok(book.has(id!), `${folder}/${file}: ${id}`);
    }
});
