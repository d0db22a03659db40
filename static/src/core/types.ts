/**
 * What travels beside the records and commands of wire.ts: the person looking, the rules, deltas and replies.
 * The core itself never asks for a record's type; those of wire.ts are for the faces that draw them.
 * Times are milliseconds since 1970 on the server's clock; ids are integers unless said otherwise.
 */

import type { Board, Command, Commands, Id, Key, Person, Phase, Presentation, Reaction, RefusalCode, Relation, Vision } from "./wire";

export type * from "./wire";
export type Lang = "lo" | "en";
export type Text = { lo: string; en: string };
export type Face = "phone" | "chair" | "screen";

/** Who this browser is, as the server sees it. `workshop` is the workshop's id. */
export type Me = {
  kind: "guest" | "invited" | "waiting" | "person" | "screen" | "owner";
  workshop: Id;
  person?: Id;
  role?: Role;
  group?: Id | null;
  name?: string;
  lang?: Lang;
  left?: number; // of an invitation: so many may still come in by it
};

/** command -> relation -> the phases in which it may be given. Anything absent is refused. */
export type Rules = Record<string, Partial<Record<Relation, readonly Phase[]>>>;

/** What a command would touch, in the words the rules use. A record may be handed over as it is. */
export type Subject = {
  /** The record's key: tells whether it is on one's own stream, where no author is named. */
  key?: Key;
  /** The record that carries `phase` and `locked`, e.g. "board:3" for a card of that board. */
  at?: Key;
  /** Hidden rows exist for the leader and the chair alone. */
  hidden?: boolean;
  group?: Id | null | undefined;
  /** The person's own work, when the caller knows it; otherwise `author` is compared with `me`. */
  mine?: boolean;
  author?: { id: Id } | null;
  /** For commands on a person. */
  person?: Id;
  phase?: Phase;
  locked?: boolean;
};

export type Rec<T extends string = string> = { key: Key; type: T; id: Id | string };

export type Delta = {
  stream: string;
  seq: number;
  /** The delta covers from+1 .. seq; `from` is seq-1 when absent. */
  from?: number;
  name?: string;
  at?: number;
  puts: Rec[];
  drops: Key[];
};
export type Heads = Record<string, number>;
/** The server's answer for one stream: a whole snapshot (records as JSON text) or what changed since. */
export type StreamAnswer = { seq: number; records: string } | { deltas: Delta[] };

/** What a command takes. Where the name is one of several: what suits each of them. */
export type Fields<N extends Command> = { [K in N]: (data: Commands[K]["data"]) => void }[N] extends (data: infer D) => void ? D : never;
/** `D` without a field that not each of the commands declares: also one that comes by a spread, which TypeScript lets pass. */
type Exact<N extends Command, D> = D extends unknown ? { [K in keyof D]: K extends keyof Commands[N]["data"] ? D[K] : never } : never;
/** What a caller hands over for a command. To pass it on, name both types: `client.send<N, D>(name, data)`. */
export type Given<N extends Command, D extends Fields<N>> = D & Exact<N, D>;

/** A declined wish: `refused` for machines, `say` for people, and what some codes name besides. */
export type Refused = {
  refused: RefusalCode | Own;
  say: string;
  retry_after?: number;
  /** The field that is wrong: "title.en", "cards". */
  field?: string;
  max?: number;
  /** The card that stands in the way. */
  card?: Id;
  /** `built_on`: the later steps. */
  deeds?: readonly Id[];
};
/** Said by this browser itself: no answer came in time. */
type Own = "offline";
export type Done<Ok = Record<string, unknown>> = { ok: Ok; heads?: Heads; refused?: undefined };
export type Reply<Ok = Record<string, unknown>> = Done<Ok> | Refused;
/** What a command is answered with. */
export type Answer<N extends Command> = Reply<Commands[N]["reply"]>;

export type Welcome = {
  me: Me;
  rules: Rules;
  phases?: unknown;
  now: number;
  build: string;
  streams: Record<string, StreamAnswer>;
};

// ---- parts of records -----------------------------------------------------------------------------------------

export type Role = Person["role"];
export type BoardPhase = Board["phase"];
export type Presented = Presentation["cards"][number];
export type Counting = Vision["counting"];
export type ReactionKind = Reaction["kind"];
