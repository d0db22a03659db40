/** How high the board's rows come out, in vh, so that pages are filled and nothing is cut. vision.css has the same sizes. */
import type { Theme } from "../core/types";
import { linesOf } from "./measure";
import { evenly } from "./paging";

/** What may be cut off has lines this many times their letters' size apart, so that no mark is cut: --lead-cut of screen.css. */
export const LEAD = 1.7;
/** Sizes and line heights: a title's first language, the same while there are few, and all other words. */
const lined = (size: number) => ({ size, line: size * LEAD });
const FIRST = lined(4.4);
const LARGE = lined(5);
const OTHER = lined(4);
/** Below the heading and above the foot, before it was seen; an invitation to vote stands two lines high. */
export const ROOM = { board: 67, poll: 61, focus: 54 } as const;
/** Air of a row and its line; the least of it: a number, or one with its hands. */
const AIR = 0.7;
const LEAST = { plain: 8.6, hands: 14.2 } as const;
/** What stands beside a title: its edge, its breadth, its number, and the air between them. */
const BESIDE = 52;
/** A narrower picture has breadth and number one above the other; vision.css says 3:2 too. */
const NARROW = { below: 90 * 1.5, beside: 33, least: 14.9 } as const;
/** The mark before the chair's words. */
const MARK = 5.4;
const MOST = { first: 3, second: 2 } as const;
/** Lines of a card's words below its theme; fewer while an invitation to vote takes of their room. */
export const CARD_MOST = { plain: 3, poll: 2 } as const;
/** A line of a card below its theme. */
const QUOTE = 7.1;
/** So few themes stand large, with some of their cards. */
const FEW = 3;

/** How wide the picture is, in its own hundredths of height. */
export const across = (): number => (90 * innerWidth) / Math.max(1, innerHeight);

/** A row's words as they are shown; `said` is what the chair said about it. */
export interface Words {
  first: string;
  second: string;
  said: readonly string[];
  hands?: boolean;
}

/** In two languages the chair's words have a line each here: all of them stand where the theme stands alone. */
export const saidLines = (said: readonly string[]): number => (said.filter(Boolean).length > 1 ? 1 : 2);

const saidHigh = (text: string, wide: number, most: number): number =>
  linesOf(text, { size: OTHER.size, wide: wide - MARK }, most) * OTHER.line;

function rowHigh(words: Words, wide: number, first = FIRST): number {
  const narrow = wide <= NARROW.below;
  const room = wide - (narrow ? NARROW.beside : BESIDE);
  const most = saidLines(words.said);
  const said = words.said.reduce((sum, one) => sum + saidHigh(one, room, most), 0);
  const second = linesOf(words.second, { size: OTHER.size, wide: room }, MOST.second);
  const own = linesOf(words.first, { size: first.size, wide: room, bold: true }, MOST.first);
  const high = own * first.line + second * OTHER.line + said;
  const least = narrow ? NARROW.least : words.hands ? LEAST.hands : LEAST.plain;
  return Math.max(least, high + AIR);
}

export interface BoardPage {
  themes: readonly Theme[];
  /** They are all there are, and have room to stand large. */
  large: boolean;
  /** How many cards have room below each. */
  cards: number;
}

export function boardPages(
  themes: readonly Theme[],
  words: (theme: Theme) => Words,
  room: number,
  wide = across(),
): BoardPage[] {
  const large = themes.reduce((sum, theme) => sum + rowHigh(words(theme), wide, LARGE), 0);
  if (themes.length <= FEW && large <= room)
    return [{ themes, large: true, cards: Math.min(3, Math.floor((room - large) / themes.length / QUOTE)) }];
  const pages = evenly(themes, (theme) => rowHigh(words(theme), wide), room);
  return pages.map((page) => ({ themes: page, large: false, cards: 0 }));
}

/** What stands beside a card's words: its kind, its votes and its group. */
const CARD_BESIDE = 42;
/** A solution hangs under its problem. */
const UNDER = 6;
const CARD = lined(4.2);

const cardWide = (answers: boolean, wide = across()): number => wide - CARD_BESIDE - (answers ? UNDER : 0);

/** A card's row in the view of one theme. */
export function cardHigh(
  text: string,
  said: readonly string[],
  answers: boolean,
  most: number = CARD_MOST.plain,
  wide = across(),
): number {
  const room = cardWide(answers, wide);
  const chair = said.reduce((sum, one) => sum + saidHigh(one, room, saidLines(said)), 0);
  return linesOf(text, { size: CARD.size, wide: room }, most) * CARD.line + chair + AIR + 0.35;
}

/** All that the chair said to one theme, in lines over the whole picture. */
export const saidInFull = (text: string): number => linesOf(text, { size: OTHER.size, wide: across() - MARK }, 99);
