/** One press, one act: which keys may say themselves again while they are held; and who may listen to keys at all. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { apart, DOUBLE } from "../../static/src/ui/once";
import { isLetter, mayRepeat, onePress } from "../../static/src/ui/press";

interface At {
  tagName: string;
  type?: string;
}
const field = (tagName: string, type?: string): At => ({ tagName, ...(type && { type }) });
const key = (key: string, at?: At, more: Partial<KeyboardEvent> = {}) =>
  ({ key, target: { closest: () => at ?? null }, altKey: false, ctrlKey: false, metaKey: false, ...more }) as unknown as KeyboardEvent;

test("E1: a held key goes on where one types or moves about, and nowhere else", () => {
  for (const one of ["ArrowDown", "ArrowLeft", "PageDown", "Home", "Tab"]) assert.ok(mayRepeat(key(one)), one);
  for (const one of ["z", "Enter", " ", "Escape", "n", "Delete"]) assert.ok(!mayRepeat(key(one)), one);
  assert.ok(!mayRepeat(key("ArrowDown", undefined, { altKey: true })), "Alt and an arrow move the thing itself");
  for (const at of [field("INPUT", "text"), field("TEXTAREA", "textarea")]) {
    for (const one of ["a", "Backspace", "ArrowUp"]) assert.ok(mayRepeat(key(one, at)), one);
  }
  assert.ok(!mayRepeat(key("Enter", field("INPUT", "text"))), "it sends the form");
  assert.ok(mayRepeat(key("Enter", field("TEXTAREA", "textarea"))));
  assert.ok(!mayRepeat(key("Enter", field("TEXTAREA", "textarea"), { ctrlKey: true })));
  assert.ok(!mayRepeat(key(" ", field("INPUT", "checkbox"))));
});

test("E1: Enter held on a button presses it once", () => {
  const page = new EventTarget();
  let presses = 0;
  onePress(page);
  page.addEventListener("keydown", () => presses++);
  for (const repeat of [false, true, true, true]) {
    const event = Object.assign(new Event("keydown", { cancelable: true }), { key: "Enter", repeat });
    page.dispatchEvent(event);
    assert.equal(event.defaultPrevented, repeat);
  }
  assert.equal(presses, 1);
});

test("E1: keys that are one letter or sign are known as such, to be switched off", () => {
  for (const one of ["z", "Z", "5", "?", "/", "ຜ"]) assert.ok(isLetter(key(one)), one);
  for (const one of ["Enter", "ArrowUp", "Escape", " ", "Tab"]) assert.ok(!isLetter(key(one)), one);
  assert.ok(!isLetter(key("z", undefined, { ctrlKey: true })));
});

test("E1: who listens to the whole page's keys hears each press once", () => {
  const root = join(process.env.WORKSHOP_ROOT ?? ".", "static", "src");
  // What moves along a list while it is held, what ends a drag, and what only notes that somebody is there.
  const known = ["ui/press.ts", "ui/drag.ts", "leader/report/drag.ts", "chair/hints/sheet.tsx", "chair/word.ts", "ui/standin.ts"];
  const files = (readdirSync(root, { recursive: true }) as string[]).filter((file) => /\.tsx?$/.test(file));
  const listens = (text: string) => /addEventListener\(\s*"key(down|up|press)"/.test(text);
  assert.ok(listens('addEventListener("keydown", key)'), "planted");
  const found = files.filter((file) => listens(readFileSync(join(root, file), "utf8"))).map((file) => file.replaceAll("\\", "/"));
  assert.deepEqual(found.filter((file) => !known.includes(file)), []);
});

test("E1: whatever writes is a letter, also a key of the Lao layout that writes two; named keys are none", () => {
  for (const one of ["a", "Z", "7", "+", "ກ", "ຶ້", "ຳ", "😀", "Dead", "Process", "Unidentified"]) assert.ok(isLetter(key(one)), one);
  for (const one of ["Enter", "Escape", "F1", "ArrowDown", "PageUp", "Shift", "AltGraph", " ", ""]) assert.ok(!isLetter(key(one)), one);
  assert.ok(!isLetter(key("a", undefined, { ctrlKey: true })));
});

test("E5: the second half of a double tap answers nobody else", () => {
  const at = (ms: number) => ((globalThis as { event?: unknown }).event = { timeStamp: ms });
  const list = apart();
  const start = performance.now() + 10_000;
  try {
    at(start);
    assert.ok(list.may());
    at(start + 250);
    assert.ok(!list.may(), "the same gesture");
    at(start + 1_000);
    assert.ok(list.may(), "another one");
    const late = apart();
    late.gone();
    at(performance.now() + DOUBLE - 50);
    assert.ok(!late.may(), "its row has just moved up");
    at(performance.now() + DOUBLE + 50);
    assert.ok(late.may());
  } finally {
    delete (globalThis as { event?: unknown }).event;
  }
});
