/**
 * The whole room's vote by places, told to the room: each thing with its place, and what its method says of it. Read from
 * the last row, so few rows a page; how far a place could move stands small below it.
 */
import { TriangleAlert } from "lucide-preact";
import { t, type Round, type Tally, type Text } from "../core/client";
import { byPlace } from "../methods/place";
import { criteriaOf, methodOf, type Opinion, questionOf, type RankNumbers, type RateNumbers, type Told, toldOf } from "../methods/wire";
import { halves, tenths } from "../ui/count";
import { Icon } from "../ui/icons";
import { across, LEAD, ROOM } from "./board";
import { useFoot } from "./legend";
import { linesOf } from "./measure";
import { Pages } from "./pages";
import { evenly } from "./paging";
import { useScene } from "./scene";
import { useHeight, useShape } from "./shape";
import { pair, Say, Titled } from "./words";

type Numbers = RankNumbers & RateNumbers;
interface Named {
  key: string;
  words: Text;
  /** Of a card's own words. */
  lang: "lo" | "en" | null;
}
interface Row extends Named {
  of: Told<Numbers>;
}

/** Sizes of told.css, vh: a row's place, what its method says, and the air between; a line of its words. */
const PLACE = 16;
const SAID = { rank: 40, rate: 68 } as const;
const GAPS = 10;
const FIRST = 4.2;
const OTHER = 4;
const CRITERION = 11.5;
const AIR = 2.4;

export function ToldToRoom({ round }: { round: Round }) {
  const scene = useScene();
  useShape();
  const rows = useRows(round);
  const vision = scene.vision.value;
  const room = useHeight(warned(rows) ? ROOM.poll : ROOM.board);
  useFoot(t("method.answered", { n: vision?.voted ?? 0, of: vision?.floor ?? 0 }));
  const said = methodOf(round) === "rank" ? SAID.rank : SAID.rate;
  const wide = across() - PLACE - said - GAPS;
  const least = methodOf(round) === "rank" ? 15 : Math.max(13, criteriaOf(round).length * CRITERION + AIR);
  const need = (row: Row) => {
    const { first, second } = pair(row.words);
    const own = linesOf(first, { size: FIRST, wide, bold: true }, 2) + linesOf(second, { size: OTHER, wide }, 2);
    return Math.max(least, own * FIRST * LEAD + AIR);
  };
  const question = questionOf(round);
  return (
    <div class="sheet-picture told-picture">
      {question ? <Titled text={question} /> : (
        <h1 class="told-title">
          <Say id="poll.title" />
        </h1>
      )}
      <Warned rows={rows} />
      <Pages of={evenly(rows, need, room)} per={1}>
        {([page]) => (
          <ol class="told">
            {page?.map((row) => (
              <OneRow key={row.key} row={row} round={round} />
            ))}
          </ol>
        )}
      </Pages>
    </div>
  );
}

/** Themes and cards alike, first place first. */
function useRows(round: Round): Row[] {
  const scene = useScene();
  const tallies = new Map<string, Tally>(
    scene.client.all("tally").value.flatMap((one): [string, Tally][] => (one.round === round.id ? [[one.subject, one]] : [])),
  );
  const themes = scene.themes.value.map(({ key, title }): Named => ({ key, words: title, lang: null }));
  const cards = [...scene.sourceOf.value.values()].map(
    ({ card, text, lang }): Named => ({ key: `card:${card}`, words: { lo: text, en: text }, lang }),
  );
  return byPlace([...themes, ...cards], ({ key }) => toldOf<Numbers>(tallies.get(key))).map(({ item, of }) => ({ ...item, of }));
}

const warned = (rows: readonly Row[]): Row | undefined => rows.find(({ of }) => of.numbers.beaten);

/** The first by points is not whom most prefer: said, for the room would find out. */
function Warned({ rows }: { rows: readonly Row[] }) {
  const over = warned(rows);
  const beaten = over?.of.numbers.beaten;
  const by = beaten && rows.find(({ key }) => key === beaten.by);
  if (!over || !beaten || !by) return null;
  return (
    <p class="told-warning num">
      <Icon of={TriangleAlert} />
      <span>{t("rank.warning", { n: beaten.n, of: beaten.of, by: pair(by.words).first, over: pair(over.words).first })}</span>
    </p>
  );
}

function OneRow({ row, round }: { row: Row; round: Round }) {
  const { first, lang, second, other } = pair(row.words);
  const { place, numbers } = row.of;
  const { low, high } = numbers;
  return (
    <li class="told-row" data-method={methodOf(round)}>
      <p class="told-place num">
        <span class="unseen">{place === null ? t("method.no_place") : t("method.place", { n: place })}</span>
        <strong aria-hidden="true">{place ?? "–"}</strong>
        {low !== null && high !== null && low !== high && <span class="told-range">{t("method.range", { low, high })}</span>}
      </p>
      <div class="told-words">
        <p class="told-first" lang={row.lang ?? lang}>
          {first}
        </p>
        {second && (
          <p class="told-second" lang={other}>
            {second}
          </p>
        )}
      </div>
      {methodOf(round) === "rank" ? (
        <p class="told-points num">
          <strong>{t("rank.points", { n: halves(numbers.points) })}</strong>
          <span>{t("rank.firsts", { n: numbers.firsts })}</span>
        </p>
      ) : (
        <div class="told-criteria">
          {criteriaOf(round).map(({ id, words }) => (
            <OnCriterion key={id} words={words} said={numbers.criteria[id]} />
          ))}
        </div>
      )}
    </li>
  );
}

function OnCriterion({ words, said }: { words: Text; said: Opinion | undefined }) {
  const { first, lang } = pair(words);
  if (!said) return null;
  const most = Math.max(1, ...said.counts);
  const verdict =
    said.view === "split"
      ? t("rate.short_split", { low: said.low, high: said.high })
      : said.view === "agreed"
        ? t("rate.short_agreed", { n: Math.max(said.low, said.high), of: said.n })
        : t("method.answered", { n: said.n, of: said.n + said.none });
  return (
    <div class="told-criterion num">
      <p class="told-of">
        <span lang={lang}>{first}</span>
        <span class={said.view === "split" ? "told-verdict told-split" : "told-verdict"}>{verdict}</span>
      </p>
      <div class="told-bars" role="img" aria-label={said.counts.map((n, i) => t("rate.said", { n, value: i + 1 })).join(", ")}>
        {said.counts.map((n, i) => (
          <span key={i} class="told-bar" style={{ "--share": n / most }} />
        ))}
      </div>
      <strong class="told-mean">{said.mean === null ? "–" : tenths(said.mean)}</strong>
    </div>
  );
}
