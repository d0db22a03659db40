// The same vectors as tests/laws/test_words.py, and the same stability on noise.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clean, digits, key, length } from "../../static/src/core/words";
import vectors from "../data/lao_vectors.json";

test("every vector", () => {
  for (const { why, text, clean: stored, key: compared } of vectors.words) {
    assert.equal(clean(text), stored, `clean: ${why}`);
    assert.equal(key(text), compared, `key: ${why}`);
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
