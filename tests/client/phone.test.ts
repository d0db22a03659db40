/** What the phone works out by itself: threads, the language of a text, dates and clock faces, and that every sentence exists. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { teach } from "../../static/src/core/strings";
import type { Card } from "../../static/src/core/types";
import { alone, boardView, type Shown, type Thread } from "../../static/src/phone/cards";
import { charsLeft, scriptOf, wrongText } from "../../static/src/phone/writing";
import { daysText, timeText } from "../../static/src/ui/dates";
import { clockFace, leftOf } from "../../static/src/ui/timer";

const root = process.env.WORKSHOP_ROOT ?? ".";

function shown(id: number, kind: Shown["kind"], more: Partial<Shown> = {}): Shown {
  const card = { key: `card:${id}`, type: "card", id } as Card;
  const plain = { text: `card ${id}`, lang: "en", answers: null, org: null, author: undefined } as const;
  const still = { mine: false, hidden: false, withdrawn: false, edited: false, state: undefined, say: undefined };
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
    for (const file of readdirSync(join(root, "static", "src", folder))) {
      const source = readFileSync(join(root, "static", "src", folder, file), "utf8");
      for (const [, id] of source.matchAll(/\bt\(\s*"([\w.]+)"/g))
        for (const book of books) assert.ok(book.has(id!), `${folder}/${file}: ${id}`);
    }
});
