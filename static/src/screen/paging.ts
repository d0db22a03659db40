/** How much fits a picture: counted in the width that letters take, not in letters. Lao marks stand above or below. */

/** Signs that take no room of their own. */
const MARKS = /[\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0300-\u036f]/gu;

export const width = (text: string): number => [...text.replace(MARKS, "")].length;

/** A line of body text (4 vh) over the whole picture holds so much on 16:9; a little less, as words do not split. */
const LINE = 68;
/** Between its number and its votes a card has less of it. */
const CARD_LINE = 42;
/**
 * Lines of a card's text on one page below its heading: less than five cards of two lines with their air. A paragraph's
 * stand closer, and there are more.
 */
const ROOM = 9.6;
const LINES = 10;
const PARAGRAPH = ROOM / LINES;
export const MOST_CARDS = 7;
/** More rows than this are not taken in at once, however short they are. */
const MOST_ROWS = 7;
/** A card's row takes its lines and this much air. */
const AIR = 0.2;

export const lines = (text: string): number =>
  text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(width(line) / LINE)), 0);

/** Sizes of a card's words and of what it answers, vh; presented.css has the same. The last is the least that is read. */
const SIZES = [
  { own: 9, asked: 5 },
  { own: 7, asked: 5 },
  { own: 5.6, asked: 4.4 },
  { own: 4.6, asked: 4 },
  { own: 4, asked: 4 },
] as const;
/** The picture between its heading and its foot, vh on 16:9: less its edges, and beside photos three fifths of it. */
const HIGH = 66;
const EDGES = 6;
const SHARE = 0.55;
/** A picture this wide and more, vh, has a card's facts on the line of its kind; a narrower one below it. */
const ONE_LINE = 150;
const BELOW = 6.2;
/** A letter's share of its size, with what is lost where lines end between words. */
const LETTER = 0.55;

/** The number of the largest size in which a card and what it answers fit; `across` is the picture's width, vh. */
export function sizeOf(text: string, asked: string, shared: boolean, below: readonly string[] = [], across = 160): number {
  const wide = shared ? across * SHARE : across - EDGES;
  const head = shared && across < ONE_LINE ? 15 : 8;
  const high = (words: string, size: number, indent: number) =>
    Math.ceil((width(words) * LETTER * size) / (wide - indent)) * size * 1.55;
  // At most two lines of each language stand below.
  const less = below.reduce((sum, one) => sum + Math.min(2, lines(one)) * BELOW, 0);
  const fits = SIZES.findIndex(
    ({ own, asked: above }) => high(text, own, asked ? 7 : 0) + head + (asked ? high(asked, above, 0) + 8 : 0) <= HIGH - less,
  );
  return fits < 0 ? SIZES.length - 1 : fits;
}

/** A card of the overview; hands stand on a line of their own. */
interface Listed {
  text: string;
  hands?: number;
}

/** A paragraph in its language. */
export interface Said {
  lang: "lo" | "en";
  text: string;
}

export interface Page<T> {
  /** Words of the summary. */
  summary: Said[];
  cards: T[];
  /** How many cards stand on earlier pages. */
  from: number;
}

/** Rows of their own heights on as few pages as they fit, evenly filled: the last page is not a leftover. */
export function evenly<T>(all: readonly T[], need: (one: T) => number, room: number, most = MOST_ROWS): T[][] {
  const few = filled(all, need, room, most);
  const even = filled(all, need, room, Math.ceil(all.length / few.length));
  return even.length === few.length ? even : few;
}

function filled<T>(all: readonly T[], need: (one: T) => number, room: number, most: number): T[][] {
  const found: T[][] = [[]];
  let left = room;
  for (const one of all) {
    const high = need(one);
    if (found.at(-1)!.length && (high > left || found.at(-1)!.length >= most)) {
      found.push([]);
      left = room;
    }
    found.at(-1)!.push(one);
    left -= high;
  }
  return found;
}

/** The overview in pages: a short summary stands above the cards, a long one has pages of its own. */
export function pages<T extends Listed>(summary: Page<T>["summary"], cards: readonly T[]): Page<T>[] {
  const said = summary.filter((one) => one.text);
  const long = said.reduce((sum, one) => sum + lines(one.text), 0);
  const alone = long > 3;
  const first = said.length && !alone ? ROOM - long * PARAGRAPH - AIR : ROOM;
  const few = fill(cards, first, MOST_CARDS);
  // The same number of pages, evenly filled: the last one is not a leftover.
  const even = fill(cards, first, Math.ceil(cards.length / few.length));
  const found = even.length === few.length ? even : few;
  if (!alone) found[0]!.summary = said;
  else found.unshift(...paragraphs(said, LINES).map((one) => ({ summary: one, cards: [], from: 0 })));
  return found.filter((page) => page.cards.length || page.summary.length || found.length === 1);
}

/** `most` cards on each page at most, as many as have room. There is always a first page. */
function fill<T extends Listed>(cards: readonly T[], first: number, most: number): Page<T>[] {
  let page: Page<T> = { summary: [], cards: [], from: 0 };
  const found = [page];
  let left = first;
  for (const [i, card] of cards.entries()) {
    // Two lines of a card say which it is; its whole words come when it is shown alone.
    const need = (width(card.text) > CARD_LINE || card.hands ? 2 : 1) + AIR;
    if (page.cards.length && (need > left || page.cards.length >= most)) {
      found.push((page = { summary: [], cards: [], from: i }));
      left = ROOM;
    }
    page.cards.push(card);
    left -= need;
  }
  return found;
}

/** Paragraphs that do not fit a page of `most` lines are cut between words, in parts of about the same length. */
export function paragraphs(said: readonly Said[], most: number): Said[][] {
  const parts = said.flatMap(({ lang, text }) => {
    const short = text.split("\n").flatMap((line) => cut(line, lang, Math.ceil(lines(line) / most)));
    // Its own lines stay together while they have room; none but an empty one is left out where a part begins.
    const whole = short.reduce<string[]>((found, line) => {
      const last = found.at(-1);
      if (last !== undefined && lines(`${last}\n${line}`) <= most) found[found.length - 1] = `${last}\n${line}`;
      else if (line) found.push(line);
      return found;
    }, []);
    return whole.map((part) => ({ lang, text: part.trim() }));
  });
  const found: Said[][] = [];
  let left = 0;
  for (const part of parts) {
    const need = lines(part.text) + AIR;
    if (need > left || !found.length) {
      found.push([]);
      left = most + AIR;
    }
    found[found.length - 1]!.push(part);
    left -= need;
  }
  return found;
}

/** `text` in `n` parts, each ending with a whole word. */
export function cut(text: string, lang: string, n: number): string[] {
  if (n < 2) return [text];
  const whole = width(text) / n;
  const parts = [""];
  for (const word of words(text, lang)) {
    const at = parts.length - 1;
    if (parts.length < n && width(parts[at]! + word) > whole && parts[at]) parts.push(word);
    else parts[at] += word;
  }
  return parts.map((part) => part.trim());
}

/** Lao has no spaces between words; the browser knows where they end. */
function words(text: string, lang: string): string[] {
  if (typeof Intl !== "undefined" && "Segmenter" in Intl) {
    const found = new (Intl as unknown as { Segmenter: SegmenterLike }).Segmenter(lang, { granularity: "word" });
    return [...found.segment(text)].map((one) => one.segment);
  }
  return text.match(/[^ ]* |[^ ]+/g) ?? [text];
}

type SegmenterLike = new (
  lang: string,
  how: { granularity: "word" },
) => { segment(text: string): Iterable<{ segment: string }> };
