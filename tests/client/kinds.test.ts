/**
 * A kind of card is one entry here and one on the server, its colours and its words; nothing else names one.
 * Planted: an entry on the server alone, a kind in quotes in composer.tsx, and a colour without its dark one were each
 * caught.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { KINDS, kindOf } from "../../static/src/ui/kinds";

const root = process.env.WORKSHOP_ROOT ?? ".";
const read = (...path: string[]): string => readFileSync(join(root, ...path), "utf8");
const under = (folder: string): string[] =>
  (readdirSync(join(root, folder), { recursive: true }) as string[]).filter((file) => /\.(tsx?|css)$/.test(file));
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

test("the kinds and what they may answer are the server's, in its order", () => {
  const server = [...read("workshop", "features", "cards", "kinds.py").matchAll(/\bKind\("(\w+)"(?:, answers=\(([^)]*)\))?\)/g)];
  assert.ok(server.length);
  assert.deepEqual(
    KINDS.map((kind) => [kind, kindOf(kind).answers?.kinds ?? []]),
    server.map(([, name, answers]) => [name, [...(answers ?? "").matchAll(/"(\w+)"/g)].map(([, other]) => other)]),
  );
});

test("every kind has its words in both catalogues", () => {
  for (const lang of ["lo", "en"]) {
    const book = read("workshop", "translations", lang, "LC_MESSAGES", "workshop.po");
    for (const { word, head, hint, answers } of KINDS.map(kindOf)) {
      const asks = answers ? [answers.add, answers.list, answers.which, answers.none] : [];
      for (const id of [word, head, hint, ...asks]) assert.ok(book.includes(`\nmsgid "${id}"\n`), `${lang}: ${id}`);
    }
  }
});

test("every kind has its colour, light and dark, and one rule", () => {
  const tokens = read("static", "css", "tokens.css");
  for (const kind of KINDS) {
    assert.equal(count(tokens, new RegExp(`^ +--${kind}: #`, "gm")), 2, kind);
    assert.equal(count(tokens, new RegExp(`^\\[data-kind="${kind}"\\] \\{\n  --kind: var\\(--${kind}\\);\n\\}`, "gm")), 1, kind);
  }
});

test("no other file of the client names a kind", () => {
  const named = new RegExp(`\\b(${KINDS.join("|")})\\b`);
  assert.match('card.kind === "problem"', named);
  // core/wire.ts is written from the server's own list.
  const home = ["ui/kinds.tsx", "tokens.css", "core/wire.ts"];
  for (const folder of ["static/src", "static/css"])
    for (const file of under(folder).filter((one) => !home.includes(one)))
      assert.doesNotMatch(withoutComments(read(folder, file)), named, file);
});
