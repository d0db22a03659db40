/** How much fits a picture: counted in the width that letters take, not in letters. Lao marks stand above or below. */

/** Signs that take no room of their own. */
const MARKS = /[\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0300-\u036f]/gu;

export const width = (text: string): number => [...text.replace(MARKS, "")].length;

/** A line of body text (4 vh) over the whole picture holds so much on 16:9; a little less, as words do not split. */
const LINE = 68;
/** Between its number and its votes a card has less of it. */
const CARD_LINE = 42;
/** Lines of body text on one page below its heading. */
const ROOM = 10;
export const MOST_CARDS = 7;
/** A card's row takes its lines and this much air. */
const AIR = 0.5;

export const lines = (text: string): number => Math.max(1, Math.ceil(width(text) / LINE));

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
const WIDE = { whole: 154, shared: 88 };
/** A letter's share of its size, with what is lost where lines end between words. */
const LETTER = 0.55;

/** The number of the largest size in which a card and what it answers fit. */
export function sizeOf(text: string, asked: string, shared: boolean): number {
  const wide = shared ? WIDE.shared : WIDE.whole;
  const high = (words: string, size: number, indent: number) =>
    Math.ceil((width(words) * LETTER * size) / (wide - indent)) * size * 1.55;
  const fits = SIZES.findIndex(
    ({ own, asked: above }) => high(text, own, asked ? 7 : 0) + 8 + (asked ? high(asked, above, 0) + 8 : 0) <= HIGH,
  );
  return fits < 0 ? SIZES.length - 1 : fits;
}

/** A card of the overview; hands stand on a line of their own. */
interface Listed {
  text: string;
  hands?: number;
}

export interface Page<T> {
  /** Words of the summary, each paragraph in its language. */
  summary: { lang: "lo" | "en"; text: string }[];
  cards: T[];
  /** How many cards stand on earlier pages. */
  from: number;
}

/** The overview in pages: a short summary stands above the cards, a long one has pages of its own. */
export function pages<T extends Listed>(summary: Page<T>["summary"], cards: readonly T[]): Page<T>[] {
  const said = summary.filter((one) => one.text);
  const long = said.reduce((sum, one) => sum + lines(one.text), 0);
  const alone = long > 3;
  const first = said.length && !alone ? ROOM - long - AIR : ROOM;
  const few = fill(cards, first, MOST_CARDS);
  // The same number of pages, evenly filled: the last one is not a leftover.
  const even = fill(cards, first, Math.ceil(cards.length / few.length));
  const found = even.length === few.length ? even : few;
  if (!alone) found[0]!.summary = said;
  else found.unshift(...paragraphs(said).map((one) => ({ summary: one, cards: [], from: 0 })));
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

/** Paragraphs that do not fit one page are cut between words, in parts of about the same length. */
function paragraphs(said: Page<never>["summary"]): Page<never>["summary"][] {
  const parts = said.flatMap(({ lang, text }) => {
    const n = Math.ceil(lines(text) / ROOM);
    return cut(text, lang, n).map((part) => ({ lang, text: part }));
  });
  const found: Page<never>["summary"][] = [];
  let left = 0;
  for (const part of parts) {
    const need = lines(part.text) + AIR;
    if (need > left || !found.length) {
      found.push([]);
      left = ROOM + AIR;
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
  return text.split(/(?<= )/);
}

type SegmenterLike = new (
  lang: string,
  how: { granularity: "word" },
) => { segment(text: string): Iterable<{ segment: string }> };
