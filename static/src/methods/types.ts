/* What every method draws. A face hands over the round and what is voted on, and never asks which method it is. */
import type { ComponentChildren, ComponentType } from "preact";
import type { Key, Round, Tally } from "../core/types";
import type { SavedState } from "../ui/marks";
import type { Value } from "./wire";

/** One thing that is voted on: a card or a theme. */
export interface Item {
  key: Key;
  /** This, and what counts as one with it. */
  keys: readonly Key[];
  text: string;
  /** Of its words, where it differs from the reader's. */
  lang?: string;
  /** Its words, and what belongs to them. */
  draw: () => ComponentChildren;
}

/** subject -> what one person says of it, in the method's own form. */
export type Values = ReadonlyMap<Key, Value>;

/** A ballot being filled in: on a phone, or in a private turn on the table's device. It keeps nothing by itself. */
export interface BallotProps {
  round: Round;
  items: readonly Item[];
  values: Values;
  /** Why nothing can be changed now. */
  not: string | null;
  /** How safe a value is; never said on the table's device, where nothing leaves before the end. */
  safety?: ((subject: Key) => SavedState | undefined) | undefined;
  /** Of a method that is given whole, all of it; else of the subjects named. */
  give: (values: Readonly<Record<Key, Value>>) => void;
}

export interface ResultProps {
  round: Round;
  items: readonly Item[];
  tallies: ReadonlyMap<Key, Tally>;
  /** So many could have voted, and so many did; null of an earlier round, of which nobody counts any more who was here. */
  present: number;
  voted: number | null;
}

/** A method that comes in a file of its own when a round of it is seen. */
export interface Method {
  Ballot: ComponentType<BallotProps>;
  Result: ComponentType<ResultProps>;
  /** The ballot as it is handed in: of what is on view, under what it counts as now. Empty where nothing was said. */
  clean: (values: Values, items: readonly Item[]) => Record<Key, Value>;
  /** One's values with these laid over them: a whole ballot replaces the one before it. */
  laid: (values: Values, more: Readonly<Record<Key, Value>>) => Values;
  /** What to say at the bottom while one votes. */
  standing: (p: Pick<BallotProps, "round" | "items" | "values">) => string;
}
