/* The kinds of card, as workshop/features/cards/kinds.py has them. A new kind is one entry here, its colours in tokens.css and its words. */
import type { ComponentChildren } from "preact";

export interface Kind {
  /** Its name: on the mark. */
  word: string;
  /** Above its cards on the board. */
  head: string;
  /** In the empty field of the composer. */
  hint: string;
  /** What it may answer; absent where it answers nothing. */
  answers?: {
    kinds: readonly string[];
    /** On the card that it may answer: the button. */
    add: string;
    /** Under the card that it answers: the list. */
    list: string;
    /** In the composer: which card, or none. */
    which: string;
    none: string;
  };
  /** Its mark in a 20 box: a filled shape, and the line on it. */
  shape: ComponentChildren;
  sign: string;
}

const TABLE = {
  problem: {
    word: "c.problem",
    head: "board.problems",
    hint: "composer.hint.problem",
    shape: <path d="M10 2.2 18.6 17a1 1 0 0 1-.9 1.5H2.3a1 1 0 0 1-.9-1.5L10 2.2Z" />,
    sign: "M10 8v4.500M10 15.400v.1",
  },
  solution: {
    word: "c.solution",
    head: "board.solutions",
    hint: "composer.hint.solution",
    answers: {
      kinds: ["problem"],
      add: "act.add_solution",
      list: "board.answers",
      which: "composer.answers_which",
      none: "composer.answers_none",
    },
    shape: <circle cx="10" cy="10" r="8.5" />,
    sign: "m6.200 10.200 2.600 2.700 5-5.600",
  },
  lesson: {
    word: "c.lesson",
    head: "board.lessons",
    hint: "composer.hint.lesson",
    shape: <path d="M3.5 2.5A1 1 0 0 1 4.5 1.5h11a1 1 0 0 1 1 1V18.500L10 14.200 3.500 18.500Z" />,
    sign: "M7 6h6M7 9.500h6",
  },
} satisfies Record<string, Kind>;

export type CardKind = keyof typeof TABLE;
/** In the order in which they are offered and shown. */
export const KINDS = Object.keys(TABLE) as CardKind[];

export const isKind = (name: string): name is CardKind => (KINDS as string[]).includes(name);

/** A kind newer than this page, until it has loaded itself again, is a card without a mark. */
const NEWER: Kind = { word: "st.loading", head: "st.loading", hint: "st.loading", shape: null, sign: "" };

export const kindOf = (name: string): Kind => (isKind(name) ? TABLE[name] : NEWER);

export const mayAnswer = (kind: string, other: string): boolean => !!kindOf(kind).answers?.kinds.includes(other);

/** The kinds that may answer a card of this one. */
export const answersTo = (kind: string): CardKind[] => KINDS.filter((one) => mayAnswer(one, kind));
