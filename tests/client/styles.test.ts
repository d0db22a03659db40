/** What is asked of every style, shown a fault at a time. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { distanced, dropped, marksLost, rulesOf, sided } from "../../static/styles.mjs";

const data = join(process.env.WORKSHOP_ROOT!, "static/node_modules/@mdn/browser-compat-data/data.json");
const bcd = JSON.parse(readFileSync(data, "utf8")) as unknown;
const lost = (css: string) => marksLost(rulesOf(css)).length;
const missed = (css: string) => dropped(rulesOf(css), bcd).length;

test("E11: what clips has room for the marks of its letters", () => {
  assert.equal(lost(".a { overflow: hidden; line-height: 1.5 }"), 1);
  assert.equal(lost(".a { overflow: hidden; line-height: var(--lead-cut) }"), 0);
  assert.equal(lost(".a { overflow: hidden; padding-block: var(--marks); margin-block: var(--marks-out) }"), 0);
  assert.equal(lost(".a { overflow: visible clip }"), 1);
  assert.equal(lost(".a { overflow-y: auto; overflow-wrap: anywhere }"), 0, "what scrolls cuts nothing for good");
  assert.equal(lost("@media (min-width: 1px) { .a, .b { contain: paint } }"), 2);
});

test("E11: what cuts off after some lines has them so far apart that none looks in", () => {
  const clamp = "-webkit-line-clamp: 2; overflow: hidden";
  assert.equal(lost(`.a { ${clamp}; padding-block: var(--marks); margin-block: var(--marks-out) }`), 1);
  assert.equal(lost(`.a { ${clamp} } .a { line-height: var(--lead-cut) }`), 0);
  assert.equal(lost(`.a { ${clamp}; line-height: var(--lead-cut) } .b .a { line-height: 1.5 }`), 1);
});

test("E10: what an old browser drops has something to stand for it", () => {
  assert.equal(missed(".a { color: red; inset: 0 }"), 1);
  assert.equal(missed(".a { height: 100dvh }"), 1);
  assert.equal(missed(".a { height: 100vh; height: 100dvh }"), 0);
  assert.equal(missed(".a { background: color-mix(in srgb, red, blue) }"), 1);
  assert.equal(missed(".a:has(b) { color: red }"), 1);
  assert.equal(missed("@supports selector(:has(*)) { .a:has(b) { color: red } }"), 0);
  assert.equal(missed(".a:focus-visible { color: red }"), 0);
  assert.equal(missed(".a:hover, .a:focus-visible { color: red }"), 1, "the whole rule goes");
  assert.equal(missed("@container (min-width: 1px) { .a { color: red } }") > 0, true);
  assert.equal(missed("@media (width >= 700px) { .a { color: red } }"), 1);
  assert.equal(missed(".a { width: fit-content; aspect-ratio: 16 / 9 }"), 1);
  assert.equal(missed(".a { padding-inline: 1px }"), 1);
  assert.equal(missed(sided(".a { padding-inline: 1px }")), 0);
});

test("E10: short forms are written out by their sides", () => {
  assert.equal(sided(".a{margin-inline:auto}"), ".a{margin-left: auto; margin-right: auto}");
  assert.equal(sided("b { padding-block: calc(1px + 2px) 3px; }"), "b { padding-top: calc(1px + 2px); padding-bottom: 3px; }");
});

test("E10: what stands in a line keeps its distance where there is no gap", () => {
  const [first, rest] = distanced("@import 'a.css';\n.a, .b { display: flex; gap: 4px 8px }").split("@supports");
  assert.equal(first, "@import 'a.css';\n");
  assert.match(rest!, /\{\.a>\*\+\*,\.b>\*\+\*\{margin-left:8px\}\}/);
  assert.match(distanced(".a { display: flex; flex-direction: column; gap: 4px 8px }"), /margin-top:4px/);
  assert.equal(distanced(".a { display: grid; gap: 4px }"), ".a { display: grid; gap: 4px }");
});
