/**
 * What the core may not do. Planted: each rule is first shown a line that breaks it.
 * R18: nothing that exists only on https or localhost. R7: one reducer for ever, so no word about record types.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const folder = join(process.env.WORKSHOP_ROOT ?? ".", "static", "src", "core");
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
const files = readdirSync(folder).filter((file) => file.endsWith(".ts"));
const code = (file: string): string => withoutComments(readFileSync(join(folder, file), "utf8"));

const SECURE = /randomUUID|crypto\.subtle|serviceWorker|navigator\.(clipboard|locks|wakeLock)|Notification/;
const TYPES = /["'`](org|step|group|board|progress|card|round|tally|ballot|theme|source|submission|deed)\b/;

test("R18: the core uses nothing that needs a secure context", () => {
  assert.match("crypto.randomUUID()", SECURE);
  for (const file of files) assert.doesNotMatch(code(file), SECURE, file);
});

test("the core knows no record type: a new noun adds no line to it", () => {
  assert.match('if (record.type === "card")', TYPES);
  // wire.ts is written from the server's own words and is types alone.
  // The audiences of streams and what presence tells are the protocol's own words.
  for (const file of files.filter((f) => !["types.ts", "wire.ts", "words.ts"].includes(f)))
    assert.doesNotMatch(code(file).replace(/const NEARNESS: .*$|see: .*$/gm, ""), TYPES, file);
});

test("what travels is types alone: it adds nothing to what a phone loads", () => {
  const RUNS = /^(export )?(default|const|let|var|function|async|class|enum|abstract|import)\b/m;
  assert.match("export const KINDS = [];", RUNS);
  assert.doesNotMatch(code("wire.ts"), RUNS);
});

test("D6, D7: one file reads a clock: what is timed, ordered or compared hangs on no wall clock", () => {
  const WALL = /Date\.now|new Date\(\s*\)|\bDate\(\s*\)|performance\.timeOrigin|Temporal/;
  assert.match("const at = Date.now();", WALL);
  assert.match("const at = +new Date();", WALL);
  const all = readdirSync(join(folder, ".."), { recursive: true }).map(String).filter((file) => /\.tsx?$/.test(file));
  const read = (file: string): string => withoutComments(readFileSync(join(folder, "..", file), "utf8"));
  assert.deepEqual(all.filter((file) => WALL.test(read(file))), [join("core", "time.ts")]);
  const users = all.filter((file) => read(file).includes("wallClock"));
  // The lease between tabs, the first guess before any answer, and what tells a sleep.
  assert.deepEqual(users.sort(), ["core/client.ts", "core/link.ts", "core/time.ts", "ui/clock.ts"]);
});

test("one file speaks Socket.IO", () => {
  assert.deepEqual(files.filter((file) => code(file).includes("socket.io")), ["link.ts"]);
});
