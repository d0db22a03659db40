// The same vectors as tests/laws/test_words.py, and the same stability on noise.
import assert from "node:assert/strict";
import { createHash, type Hash } from "node:crypto";
import { test } from "node:test";
import { lines } from "../../static/src/core/lines";
import { clean, digits, key, length } from "../../static/src/core/words";
import vectors from "../data/lao_vectors.json";
import unicode from "../data/unicode.json";

test("every vector", () => {
  for (const { why, text, clean: stored, key: compared } of vectors.words) {
    assert.equal(clean(text), stored, `clean: ${why}`);
    assert.equal(key(text), compared, `key: ${why}`);
  }
});

test("D1: every vector of lines", () => {
  for (const { why, text, lines: stored } of vectors.lines) {
    assert.equal(lines(text), stored, why);
    assert.equal(lines(stored), stored, why);
  }
});

/** The twin of `digests` in tests/laws/test_words.py. */
function digests(): Record<string, string> {
  const found = new Map<string, Hash>();
  for (const [first, last] of unicode.known as [number, number][])
    for (let start = first; start <= last; start += 256) {
      const length = Math.min(256, last + 1 - start);
      const chars = Array.from({ length }, (_, n) => String.fromCodePoint(start + n));
      const block = (start >> 12).toString(16);
      if (!found.has(block)) found.set(block, createHash("sha256"));
      for (const text of [chars.join("x"), chars.join(" ")]) found.get(block)!.update(`${clean(text)}\0${key(text)}\n`);
    }
  return Object.fromEntries([...found].map(([block, digest]) => [block, digest.digest("hex").slice(0, 16)]));
}

test("D3, D4: every code point is cleaned and keyed as the server does it", () => {
  assert.deepEqual(digests(), unicode.digests);
});

test("D3: what shows nothing is told by the properties, and is empty", () => {
  const kept = /[\u200c\u200d\u180b-\u180d\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u;
  for (let point = 0; point <= 0x10ffff; point++) {
    const sign = String.fromCodePoint(point);
    if (!/\p{DI}|\p{NChar}|\p{Cc}|\p{Z}/u.test(sign)) continue;
    assert.equal(clean(sign), "", point.toString(16));
    if (!kept.test(sign)) assert.equal(clean(`x${sign}y`).replace(" ", ""), "xy", point.toString(16));
  }
});

test("codes in Lao or Latin digits", () => {
  for (const vector of vectors.digits) assert.equal(digits(vector.text), vector.digits);
});

test("length counts code points once cleaned", () => {
  for (const vector of vectors.lengths) assert.equal(length(vector.text), vector.length);
});

test("cleaning and keying are stable on noise", () => {
  const pool = [
    ..."ກຂນມຫຮວສເແໂໄະາຳຽໜໝໆຯ໐໑໙",
    ..."\u0eb1\u0eb4\u0eb5\u0eb8\u0eb9\u0ebb\u0ebc\u0ec8\u0ec9\u0eca\u0ecb\u0ecc\u0ecd".repeat(3),
    ..."\u200b\u200c\u200d\u2060\ufeff\u00ad\u00a0\u3000 \n\0aZß.,-👩💻é\u0301",
    "\ud800",
  ];
  let seed = 2022;
  const below = (n: number) => (seed = (seed * 48271) % 2147483647) % n;
  for (let i = 0; i < 5000; i++) {
    const text = Array.from({ length: below(14) }, () => pool[below(pool.length)]).join("");
    const cleaned = clean(text);
    const keyed = key(text);
    const shown = JSON.stringify(text);
    assert.equal(clean(cleaned), cleaned, shown);
    assert.equal(key(keyed), keyed, shown);
    assert.equal(key(cleaned), keyed, shown);
  }
});
