/** Sentences: placeholders (R21), the switch of language, and nothing seen before its words are here. */
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { effect } from "@preact/signals";
import { boot } from "../../static/src/core/boot";
import { fill, lang, setLang, t, teach, wholeBook } from "../../static/src/core/strings";

teach("lo", { "vote.left": "ຍັງເຫຼືອ {n} ຄະແນນ", "join.welcome": "ຍິນດີຕ້ອນຮັບ" });
teach("en", { "vote.left": "{n} votes left", "join.welcome": "Welcome" });
afterEach(() => setLang("lo"));

test("placeholders are filled, each as often as it comes, and are not filled twice", () => {
  assert.equal(t("vote.left", { n: 3 }), "ຍັງເຫຼືອ 3 ຄະແນນ");
  assert.equal(fill("{a} {a} {b}", { a: "{b}", b: "$&" }), "{b} {b} $&");
});

test("a placeholder without a value stays visible; an unknown id shows itself", () => {
  assert.equal(fill("{n} votes", {}), "{n} votes");
  assert.equal(fill("{n} {n|vote|votes}", {}), "{n} {n|vote|votes}");
  assert.equal(t("no.such"), "no.such");
});

test("readers of a sentence see the switch", async () => {
  const seen: string[] = [];
  const stop = effect(() => void seen.push(t("join.welcome")));
  await setLang("en");
  stop();
  assert.deepEqual(seen, ["ຍິນດີຕ້ອນຮັບ", "Welcome"]);
});

test("without a network the old language stays, and of two quick switches the last wins", async () => {
  teach("en", undefined);
  let arrive: (answer: unknown) => void = () => undefined;
  globalThis.fetch = (() => new Promise((done) => (arrive = done as typeof arrive))) as typeof fetch;
  const slow = setLang("en");
  await setLang("lo");
  arrive({ ok: true, json: () => Promise.resolve({ "join.welcome": "Welcome" }) });
  await slow;
  assert.equal(lang.value, "lo");

  teach("en", undefined);
  globalThis.fetch = (() => Promise.reject(new Error("offline"))) as typeof fetch;
  await setLang("en");
  assert.equal(t("join.welcome"), "ຍິນດີຕ້ອນຮັບ");
});

test("what later parts say comes in a second file, and a language is here only with all that is wanted", async () => {
  teach("en", undefined);
  boot.strings.en = "/static/first.json";
  const files: Record<string, object> = {
    "/static/first.json": { "": "more.json", "join.welcome": "Welcome" },
    "/static/more.json": { "vote.left": "{n} votes left" },
  };
  const asked: string[] = [];
  globalThis.fetch = ((file: string) => {
    asked.push(file);
    return Promise.resolve({ ok: file in files, json: () => Promise.resolve(files[file]) });
  }) as unknown as typeof fetch;
  const switched = setLang("en"); // a part comes to be wanted while the first file is on its way
  const whole = wholeBook();
  await switched;
  assert.equal(lang.value, "en");
  await whole;
  assert.equal(t("vote.left", { n: 2 }), "2 votes left");
  assert.deepEqual(asked, ["/static/first.json", "/static/more.json"]);

  await setLang("lo");
  teach("en", undefined);
  delete files["/static/more.json"];
  await setLang("en");
  assert.equal(lang.value, "lo", "half a language is not shown");
  await assert.rejects(wholeBook);
});

test("a word follows its number", () => {
  for (const [n, said] of [[0, "0 votes"], [1, "1 vote"], ["1", "1 vote"], [2, "2 votes"], ["1.5", "1.5 votes"]] as const)
    assert.equal(fill("{n} {n|vote|votes}", { n }), said);
});
