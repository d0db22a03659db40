/** An answer touches its own sheet only: whatever closes one belongs to that one opening. */
import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { closing, underWay } from "../../static/src/ui/close";

const root = join(process.env.WORKSHOP_ROOT ?? ".", "static", "src");
const sources = (readdirSync(root, { recursive: true }) as string[])
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => [file, readFileSync(join(root, file), "utf8")] as const);

/** Functions and constants of a file, each whole. */
const parts = (text: string): string[] => text.split(/\n(?=(?:export |async |function |const |let )\S)/);

/** What an answer may do to a sheet that is not its own; nothing where it cannot. */
function amiss(part: string): string | undefined {
  const waits = part.indexOf("await ");
  if (waits < 0) return undefined;
  const after = part.slice(waits);
  if (part.includes("atOnce(")) return "atOnce where something waits for an answer";
  if (/\bset(Open|Asking|Sheet|Looking)\((null|false)\)/.test(after)) return "a bare setter after an answer";
  if (/\b(asked|asking|open|opened|builtOn|doubted|shown|clarifying|hintsOpen|historyOpen)\.value = (null|undefined|false)/.test(after))
    return "a signal emptied after an answer";
  if (/\b(draft|text|kept|pair|line|name|code)\.value = ""/.test(after) && !/\bsame\b|!== typed\b|=== sent\b/.test(after)) return "words let go of that may have been typed since";
  for (const [, name] of part.matchAll(/if \(.*\bawait .*\) (\w+)\(\);/g))
    if (!part.includes(`const ${name} = useClose(`) && !part.includes(`${name}: Close`)) return `what may be another's by then is ended: ${name}`;
  if (/\b(onClose|onDone)(\?\.)?\(\)/.test(after) && !/useClose\(|: Close\b/.test(part)) return "a close that is nobody's own";
  return undefined;
}

test("E2: no sheet is closed by a bare setter after an answer", () => {
  const planted = [
    "function A({ onClose }: { onClose: () => void }) {\n  const save = async () => {\n    await give();\n    onClose();\n  };\n}",
    "async function undo() {\n  await send();\n  builtOn.value = undefined;\n}",
    "function B() {\n  const go = async () => {\n    await give();\n    setOpen(null);\n  };\n}",
    "function D() {\n  const go = async () => {\n    await give();\n    draft.value = \"\";\n  };\n}",
    "function E() {\n  const go = async () => {\n    if (await merge(id, [])) leave();\n  };\n}",
    "function C() {\n  const go = async () => await give();\n  return <Sheet onClose={atOnce(shut)} />;\n}",
  ];
  for (const one of planted) assert.ok(amiss(one), one);
  const words = sources.flatMap(([file, text]) => parts(text).filter((part) => /^(words|what)/.test(amiss(part) ?? "")).map((part) => `${file}: ${part.slice(0, 60)}`));
  assert.deepEqual(words, []);
  const withSheets = sources.filter(([, text]) => /\bSheet\b/.test(text));
  const found = withSheets.flatMap(([file, text]) => parts(text).flatMap((part) => amiss(part) ? [`${file}: ${amiss(part)}: ${part.slice(0, 60)}`] : []));
  assert.deepEqual(found, []);
});

test("E2: every sheet's close is of a kind that only its own opening makes", () => {
  const made = sources.filter(([file, text]) => /as (unknown as )?Close\b/.test(text) && ![join("ui", "close.ts"), join("ui", "sheet.tsx")].includes(file));
  assert.deepEqual(made.map(([file]) => file), [], "the type is made beside the sheet alone");
});

test("E2: A's answer leaves B open, also where B is A opened again", () => {
  const asked = signal<{ theme: number } | undefined>(undefined);
  const a = { theme: 1 };
  asked.value = a;
  const closeA = closing(asked, a, undefined);
  asked.value = undefined;
  for (const b of [{ theme: 2 }, { theme: 1 }]) {
    asked.value = b;
    closeA();
    assert.equal(asked.value, b);
    closing(asked, b, undefined)();
    assert.equal(asked.value, undefined);
  }
});

test("E2: an answer lets go of the words that were sent, and of no letter typed since", () => {
  const draft = signal("A");
  const first = underWay(draft);
  assert.equal(first(), true);
  assert.equal(draft.value, "");
  draft.value = "A";
  const slow = underWay(draft);
  draft.value = "A and more"; // typed on, or the sheet shut and opened again
  assert.equal(slow(), false);
  assert.equal(draft.value, "A and more");
  draft.value = "B";
  assert.equal(slow(), false);
  assert.equal(draft.value, "B");
});
