/**
 * How good the hints are, and how long they take: node hints.mjs <near_duplicates.csv> <splits> <cards> <runs>.
 *
 * Half of the clusters choose the threshold, pairs within the other half are scored; many seeded splits. Then a board
 * is made of the same sentences, cut, joined and mistyped, and the whole gathering is timed from cold.
 */
import { readFileSync } from "node:fs";
import { SEED } from "../static/src/chair/hints/seed";
import { openGather, type Item } from "../static/src/core/gather";
import { Counter, Index } from "../static/src/core/likeness";
import { LEAST } from "../static/src/core/similar";
import { NO_SYNONYMS, readSynonyms } from "../static/src/core/terms";

const [file, splits, cards, runs] = process.argv.slice(2);

interface Statement {
  lang: string;
  kind: string;
  cluster: string;
  text: string;
}
const all = readFileSync(file!, "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line): Statement => {
    const [lang, kind, cluster, ...text] = line.split(",");
    return { lang: lang!, kind: kind!, cluster: cluster!, text: text.join(",") };
  });
const clusters = [...new Set(all.map(({ cluster }) => cluster))];

/** Numbers 0 .. 1 that are the same each time (mulberry32). */
function dice(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
function shuffled<T>(list: readonly T[], roll: () => number): T[] {
  const found = [...list];
  for (let at = found.length - 1; at > 0; at--) {
    const to = Math.floor(roll() * (at + 1));
    [found[at], found[to]] = [found[to]!, found[at]!];
  }
  return found;
}

// --- quality -------------------------------------------------------------------------------------

interface Pair {
  one: Statement;
  other: Statement;
  score: number;
}
/** Every two of a kind, scored on the whole board: whom a word is rare among needs no answer to be known. */
function scored(synonyms: readonly (readonly string[])[]): Pair[] {
  return [...new Set(all.map(({ kind }) => kind))].flatMap((kind) => {
    const some = all.filter((one) => one.kind === kind);
    const counter = new Counter(synonyms.length ? readSynonyms(synonyms) : NO_SYNONYMS);
    const profiles = some.map(({ text }) => counter.of(text));
    const index = new Index(some.map(({ text }) => text), profiles, counter.size);
    return some.flatMap((one, a) => some.slice(a + 1).map((other, b) => ({ one, other, score: index.score(a, a + 1 + b) })));
  });
}
const alike = ({ one, other }: Pick<Pair, "one" | "other">) => one.cluster === other.cluster;
const inLang = (lang: string) => ({ one, other }: Pair) => one.lang === lang && other.lang === lang;
const across = ({ one, other }: Pair) => one.lang !== other.lang;

interface Told {
  precision: number;
  recall: number;
  f1: number;
}
function told(hits: number, wrong: number, missed: number): Told {
  return {
    precision: hits + wrong ? hits / (hits + wrong) : 1,
    recall: hits + missed ? hits / (hits + missed) : 1,
    f1: (2 * hits) / (2 * hits + wrong + missed || 1),
  };
}
function score(pairs: readonly Pair[], called: (pair: Pair) => boolean): Told {
  let [hits, wrong, missed] = [0, 0, 0];
  for (const pair of pairs) if (called(pair)) alike(pair) ? hits++ : wrong++; else if (alike(pair)) missed++;
  return told(hits, wrong, missed);
}
/** The middle of the thresholds that are best for these pairs. */
function choose(pairs: readonly Pair[]): number {
  const steps = Array.from({ length: 61 }, (_, at) => 0.05 + at / 100);
  const f1s = steps.map((least) => score(pairs, (pair) => pair.score >= least).f1);
  const best = Math.max(...f1s);
  const from = f1s.findIndex((one) => one > best - 1e-9);
  let to = from;
  while (f1s[to + 1]! > best - 1e-9) to++;
  return (steps[from]! + steps[to]!) / 2;
}
/** What is gathered from these statements, each written by a group of its own: as pairs, and card by card (B-cubed). */
function gathered(some: readonly Statement[], synonyms: readonly (readonly string[])[], least: number) {
  const items = some.map(({ text, kind }, at): Item => ({ id: at, text, kind, group: at }));
  const of = new Map<number, Set<number>>();
  const sets = openGather().gather({ items, apart: [], synonyms, least });
  for (const { ids } of sets) for (const id of ids) of.set(id, new Set(ids));
  const together = (a: number, b: number) => of.get(a)?.has(b) ?? false;
  let [hits, wrong, missed] = [0, 0, 0];
  let [precision, recall] = [0, 0];
  for (const [a, one] of some.entries()) {
    // A cluster is of a kind, and of a language unless synonyms join two.
    const truly = (other: Statement) => alike({ one, other }) && one.kind === other.kind && (synonyms.length > 0 || one.lang === other.lang);
    const mine = some.flatMap((other, b) => (b === a || together(a, b) ? [other] : []));
    const right = mine.filter((other) => alike({ one, other })).length;
    precision += right / mine.length / some.length;
    recall += mine.filter(truly).length / some.filter(truly).length / some.length;
    for (const [b, other] of some.entries())
      if (b > a) {
        if (together(a, b)) alike({ one, other }) ? hits++ : wrong++;
        else if (truly(other)) missed++;
      }
  }
  return { pairs: told(hits, wrong, missed), cards: { precision, recall, f1: (2 * precision * recall) / (precision + recall) } };
}

function quality(synonyms: readonly (readonly string[])[]) {
  const pairs = scored(synonyms);
  const roll = dice(7);
  const found: Record<string, Told[]> = { lo: [], en: [], across: [], clusters: [], cards: [] };
  const chosen: number[] = [];
  for (let split = 0; split < Number(splits); split++) {
    const order = shuffled(clusters, roll);
    const half = new Set(order.slice(0, order.length >> 1));
    const tuning = pairs.filter(({ one, other }) => half.has(one.cluster) && half.has(other.cluster));
    const rest = pairs.filter(({ one, other }) => !half.has(one.cluster) && !half.has(other.cluster));
    // What no synonym links is not asked for when choosing; the two languages share one threshold, as in the room.
    const least = choose(synonyms.length ? tuning : tuning.filter((pair) => !across(pair)));
    chosen.push(least);
    const sides = { lo: rest.filter(inLang("lo")), en: rest.filter(inLang("en")), across: rest.filter(across) };
    for (const [name, side] of Object.entries(sides))
      if (side.some(alike)) found[name]!.push(score(side, (pair) => pair.score >= least));
    const together = gathered(all.filter(({ cluster }) => !half.has(cluster)), synonyms, least);
    found.clusters!.push(together.pairs);
    found.cards!.push(together.cards);
  }
  const whole = (filter: (pair: Pair) => boolean) => score(pairs.filter(filter), (pair) => pair.score >= LEAST);
  return {
    found,
    chosen,
    shipped: { lo: whole(inLang("lo")), en: whole(inLang("en")), across: whole(across), ...gathered(all, synonyms, LEAST) },
  };
}

// --- time ----------------------------------------------------------------------------------------

/** A board of the same sentences: as they are, cut and joined at a word or syllable, mistyped, from forty groups. */
function board(size: number): Item[] {
  const roll = dice(11);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)]!;
  const halves = (text: string): [string, string] => {
    const at = text.includes(" ") ? text.indexOf(" ", text.length * (0.3 + 0.4 * roll())) : Math.floor(text.length / 2);
    return at > 0 ? [text.slice(0, at), text.slice(at)] : [text, ""];
  };
  return Array.from({ length: size }, (_, id) => {
    const one = pick(all);
    const like = all.filter(({ lang, kind }) => lang === one.lang && kind === one.kind);
    let text = roll() < 0.3 ? one.text : halves(one.text)[0] + halves(pick(like).text)[1];
    if (roll() < 0.5) text += one.lang === "en" ? ` in ${pick(like).text.toLowerCase()}` : pick(like).text;
    for (let slips = Math.floor(roll() * 4); slips > 0; slips--) {
      const at = Math.floor(roll() * text.length);
      text = roll() < 0.5 ? text.slice(0, at) + text.slice(at + 1) : text.slice(0, at) + text[at] + text.slice(at);
    }
    return { id, text, kind: one.kind, group: id % 40 };
  });
}

function timed(size: number, synonyms: readonly (readonly string[])[]) {
  const items = board(size);
  const cold: number[] = [];
  const more: number[] = [];
  let [found, compared] = [0, 0];
  for (let run = 0; run < Number(runs); run++) {
    const gatherer = openGather();
    let began = performance.now();
    found = gatherer.gather({ items, apart: [], synonyms }).length;
    compared = gatherer.compared();
    cold.push(performance.now() - began);
    const late = { id: size, text: `${items[3]!.text} ${items[4]!.text}`, kind: items[3]!.kind, group: 1 };
    began = performance.now();
    gatherer.gather({ items: [...items, late], apart: [[3, 4]], synonyms });
    more.push(performance.now() - began);
  }
  const kinds = new Map<string, number>();
  for (const { kind } of items) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const possible = [...kinds.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  return { cards: size, cold, more, found, compared: compared / possible };
}

console.log(
  JSON.stringify({
    statements: all.length,
    clusters: clusters.length,
    least: LEAST,
    sets: SEED.length,
    plain: quality([]),
    seeded: quality(SEED),
    time: timed(Number(cards), []),
    time_seeded: timed(Number(cards), SEED),
  }),
);
