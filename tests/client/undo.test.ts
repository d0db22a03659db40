/** Undo from the chair's page: what the keys take back, what is asked about first, and one step a press. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { computed, signal } from "@preact/signals";
import { pressed } from "../../static/src/chair/desk/keys";
import { heardKey, heardHand } from "../../static/src/chair/word";
import { openDesk } from "../../static/src/chair/desk/model";
import { setLetters } from "../../static/src/chair/letters";
import { openRoom } from "../../static/src/chair/room";
import { asksFirst, ofDesk, undo } from "../../static/src/chair/undo";
import type { Client, Command, Deed, Theme } from "../../static/src/core/client";
import { deed, theme } from "./world";

const ME = 1;

function room(...deeds: Deed[]) {
  const all = signal<readonly (Deed | Theme)[]>([...deeds, theme(5, { title: { lo: "", en: "Five" } })]);
  const sent: string[] = [];
  const client = {
    code: "1",
    me: signal({ person: ME }),
    status: signal({ everJoined: true }),
    all: (type: string) => computed(() => all.value.filter((one) => one.type === type)),
    send: async (name: string, data: Record<string, unknown>) => {
      sent.push(`${name} ${data.deed ?? JSON.stringify(data)}`);
      const { deed } = data;
      all.value = all.value.map((one) => (one.type === "deed" && one.id === deed ? { ...one, undone: name === "deed.undo" } : one));
      return { ok: {} };
    },
  } as unknown as Client;
  return { room: openRoom(client), sent };
}

/** What is done at once has its answer within so many turns. */
const settled = async () => {
  for (let i = 0; i < 6; i++) await new Promise((go) => setImmediate(go));
};

const press = (code: string, key: string, more: object = {}) =>
  ({ code, key, target: { closest: () => null }, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...more }) as unknown as KeyboardEvent;

Object.assign(globalThis, { document: { querySelector: () => null, getElementById: () => null } });

test("E1: Z alone does nothing, and neither does a word typed into nothing", () => {
  const { room: here, sent } = room(deed(1, "theme.create"), deed(2, "step.go"));
  const desk = openDesk(here);
  for (const letter of "pizza") pressed(desk, press(`Key${letter.toUpperCase()}`, letter));
  pressed(desk, press("KeyZ", "Z", { shiftKey: true }));
  assert.deepEqual(sent, []);
});

test("E1: Ctrl+Z takes back the desk's own steps alone, the newest first; Ctrl+Y and Ctrl+Shift+Z do them again", async () => {
  const { room: here, sent } = room(
    deed(1, "theme.create"), deed(2, "card.park"), deed(3, "theme.place", { by: 9 }),
    deed(4, "board.move_all"), deed(5, "step.go"), deed(6, "person.promote"), deed(7, "vision.show"), deed(8, "board.submit", { group: 2 }),
  );
  const desk = openDesk(here);
  const ctrl = async (code: string, more: object = {}) => {
    assert.ok(pressed(desk, press(code, code.at(-1)!.toLowerCase(), { ctrlKey: true, ...more })));
    await settled();
  };
  await ctrl("KeyZ");
  await ctrl("KeyZ");
  await ctrl("KeyZ");
  assert.deepEqual(sent, ["deed.undo 2", "deed.undo 1"], "then nothing of the desk is left, and nothing else is touched");
  await ctrl("KeyZ", { shiftKey: true });
  await ctrl("KeyY");
  await ctrl("KeyY");
  assert.deepEqual(sent.slice(2), ["deed.redo 1", "deed.redo 2"]);
});

test("E1: two presses before the answer take back one step each, never the same twice", async () => {
  const { room: here, sent } = room(deed(1, "theme.create"), deed(2, "theme.place"));
  const desk = openDesk(here);
  pressed(desk, press("KeyZ", "z", { ctrlKey: true }));
  pressed(desk, press("KeyZ", "z", { metaKey: true }));
  await settled();
  assert.deepEqual(sent, ["deed.undo 2"]);
});

test("E1: a step that moves tables, people or the screen is asked about first; one of the desk is not", async () => {
  const moves: Command[] = ["step.go", "board.move", "board.move_all", "board.submit", "person.promote", "person.move", "vision.show",
    "poll.open", "poll.close", "screen.hold", "round.rerun", "timer.start", "group.add",
    "something.new" as Command]; // of a server that is newer than this page
  for (const name of moves) assert.ok(asksFirst(deed(1, name)), name);
  const quiet: Command[] = ["theme.create", "theme.join", "card.park", "hint.accept", "synonym.add", "clarification.set", "step.edit",
    "card.hide", "vision.count"];
  for (const name of quiet) assert.ok(!asksFirst(deed(1, name)), name);
  assert.ok(!ofDesk(deed(1, "card.hide")));
  const { room: here, sent } = room(deed(1, "step.go"), deed(2, "theme.create"));
  await undo(here, 1);
  assert.deepEqual(sent, [], "it waits for a yes");
  await undo(here, 2);
  assert.deepEqual(sent, ["deed.undo 2"]);
});

test("E1: keys of a single letter can be switched off, and the others go on", async () => {
  const { room: here, sent } = room(deed(1, "theme.create"));
  const desk = openDesk(here);
  setLetters(false);
  desk.picked.set([1]);
  for (const [code, key] of [["KeyN", "n"], ["KeyP", "p"], ["Digit1", "1"], ["Slash", "/"], ["Slash", "?"]] as const)
    assert.ok(!pressed(desk, press(code, key)), key);
  assert.equal(desk.asking.value, undefined);
  assert.ok(pressed(desk, press("KeyZ", "z", { ctrlKey: true })));
  await settled();
  assert.deepEqual(sent, ["deed.undo 1"]);
  assert.ok(pressed(desk, press("Escape", "Escape")));
  setLetters(true);
  assert.ok(pressed(desk, press("KeyN", "n")));
});

/** A key with the keyboard in a card list, in a field, or on nothing; a moment after the one before. */
let clock = 0;
const PLACES = { list: [".desk"], field: ["input"], nothing: [] } as const;
const at = (where: keyof typeof PLACES, code: string, key: string, after = 100) =>
  press(code, key, {
    timeStamp: (clock += after),
    target: { closest: (wanted: string) => (PLACES[where].some((one) => wanted.includes(one)) ? {} : null) },
  });

function typed(desk: ReturnType<typeof openDesk>, where: keyof typeof PLACES, text: string) {
  for (const one of text) {
    const event = at(where, one === " " ? "Space" : `Key${one.toUpperCase()}`, one);
    heardKey(event);
    pressed(desk, event);
  }
}

test("E1: a word typed into nothing, or where a field was a moment ago, sets no card aside and opens nothing", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { room: here, sent } = room(deed(1, "theme.create"));
  const desk = openDesk(here);
  const rest = () => t.mock.timers.tick(400);
  desk.picked.set([1, 2]);
  desk.include();
  for (const [where, text] of [["nothing", "pizza"], ["nothing", "bob"], ["list", "pizza"], ["list", "zoo park"], ["list", "past"]] as const) {
    typed(desk, where, text);
    rest();
    clock += 5_000;
    heardHand();
    assert.deepEqual(sent, [], `${text} on ${where}`);
    assert.equal(desk.asking.value, undefined, text);
    assert.equal(desk.along.value, true, text);
  }
  // Begun in a field that goes, as its sheet is shut.
  typed(desk, "field", "road");
  typed(desk, "list", "spn");
  rest();
  assert.deepEqual(sent, []);
  assert.equal(desk.asking.value, undefined);
  heardHand();
});

test("E1: a letter by itself is a command, at once when another key or a tap follows", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { room: here, sent } = room(deed(1, "theme.create"));
  const desk = openDesk(here);
  const one = (code: string, key: string, after?: number) => {
    const event = at("list", code, key, after);
    heardKey(event);
    return pressed(desk, event);
  };
  const park = 'card.park {"cards":[1],"on":true}';
  desk.picked.set([1]);
  desk.include();
  assert.ok(one("KeyP", "p", 5_000));
  assert.deepEqual(sent, [], "it waits whether a word follows");
  t.mock.timers.tick(400);
  await Promise.resolve();
  assert.deepEqual(sent, [park]);
  for (const follows of [() => one("ArrowDown", "ArrowDown"), heardHand]) {
    sent.length = 0;
    desk.picked.set([1]);
    one("KeyP", "p", 5_000);
    follows();
    await Promise.resolve();
    assert.deepEqual(sent, [park]);
  }
  t.mock.timers.tick(400);
  assert.deepEqual(sent, [park], "and once");
  assert.ok(one("KeyN", "n", 5_000), "what only opens a sheet waits for nothing");
});
