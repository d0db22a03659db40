/** static/tidy.mjs is shown what it must find: `make test` runs it over the client itself. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

const TIDY = join(process.env.WORKSHOP_ROOT!, "static", "tidy.mjs");

function said(files: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), "tidy-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const { stderr } = spawnSync(process.execPath, [TIDY, folder], { encoding: "utf8" });
    return stderr.split("\n").filter(Boolean).map((line) => line.slice(line.indexOf(" ") + 1));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("an export nobody imports is found, a type that only explains another is not", () => {
  const main = 'import { used } from "./other";\nimport("./late").then(({ late }) => late(used({ n: 1 })));\n';
  const late = "export const late = (n: number): number => n;\n";
  const other = "export type Wish = { n: number };\nexport const used = (wish: Wish): number => wish.n;\n";
  assert.deepEqual(said({ "main.ts": main, "late.ts": late, "other.ts": other }), []);
  const more = "export const spare = 1;\nexport type Lost = 2;\n";
  assert.deepEqual(said({ "main.ts": main, "late.ts": late, "other.ts": other + more }), [
    "spare is exported and nobody imports it",
    "Lost is exported and nobody imports it",
  ]);
});

test("a circle of imports is found, of types too", () => {
  const files = {
    "a.ts": 'import { b } from "./b";\nexport const a = (): number => b();\n',
    "b.ts": 'import type { C } from "./c";\nexport const b = (c?: C): number => (c ? 1 : 2);\n',
    "c.ts": 'import { a } from "./a";\nexport type C = ReturnType<typeof a>;\n',
  };
  assert.deepEqual(said(files), ["circle: a.ts, b.ts, c.ts"]);
});
