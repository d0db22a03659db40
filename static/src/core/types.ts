/**
 * What travels: records by type, the person looking, the rules, deltas and replies.
 * The core itself never asks for a record's type; these shapes are for the faces that draw them.
 * Times are milliseconds since 1970 on the server's clock; ids are integers unless said otherwise.
 */

import type { Commands, Id, Phase, RefusalCode, Relation } from "./wire";

export type { Commands, Id, Phase, RefusalCode, Relation };
export type Key = string; // "type:id"
export type Lang = "lo" | "en";
export type Text = { lo: string; en: string };
export type Face = "phone" | "chair" | "screen";

export type BoardPhase = Fields<"board.move">["phase"];
export type Role = "participant" | "leader" | "helper" | "chair";

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
export type Rules = Record<string, Partial<Record<Relation, readonly string[]>>>;

/** What a command would touch, in the words the rules use. A record may be handed over as it is. */
export type Subject = {
  /** The record's key: tells whether it is on one's own stream, where no author is named. */
  key?: Key;
  /** The record that carries `phase` and `locked`, e.g. "board:3" for a card of that board. */
  at?: Key;
  /** Hidden rows exist for the leader and the chair alone. */
  hidden?: boolean;
  group?: Id | null;
  /** The person's own work, when the caller knows it; otherwise `author` is compared with `me`. */
  mine?: boolean;
  author?: { id: Id } | null;
  /** For commands on a person. */
  person?: Id;
  phase?: string;
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

/** The name of a command. */
export type Command = keyof Commands;
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

// ---- records --------------------------------------------------------------------------------------------------

export type Workshop = Rec<"workshop"> & {
  code: string;
  title: Text;
  programme: Text;
  venue: Text;
  days: string[];
  purposes: Text[];
  lang: Lang;
  named: boolean;
  assign: "choose" | "balance" | "fixed";
  state: "open" | "closed";
  step: Id | null;
  budget: number | null;
  cap: number;
  forgotten?: number | null; // since when nothing says who wrote and how people voted
  approve: boolean; // cards wait for their leader's yes before the table sees them
  door: "open" | "wait" | "closed"; // for whoever is new
  most: number | null; // people in the workshop
  most_group: number | null; // and in each group
};
export type Org = Rec<"org"> & { id: Id; lo: string; en: string; kind: string; position: number };
export type Step = Rec<"step"> & {
  id: Id;
  kind: "welcome" | "purpose" | "talk" | "groups" | "vision" | "closing";
  day: number; // 1 = first day
  title: Text;
  body: Text;
  speaker: string;
  position: number;
};
export type Group = Rec<"group"> & { id: Id; number: number; name: Text; colour: number };
/** Running: `ends` is set. Paused: `left` is set. All in ms. */
export type Timer = { ends: number | null; left: number | null; length: number };
export type Board = Rec<"board"> & {
  id: Id;
  group: Id;
  phase: BoardPhase;
  locked: boolean;
  posting: boolean; // members may post
  voting: boolean; // members may vote
  timer: Timer | null;
  ready: number | null; // since when the table says it is
  presenting: number | null; // since when its result is on the screen
  submitted: number | null;
};
/** Counts only, so the room can see work going on without reading it. id = board id. */
export type Progress = Rec<"progress"> & {
  id: Id;
  group: Id;
  people: number;
  cards: number;
  kinds: Record<string, number>;
  writers: number;
  voters: number;
  handed: number; // for so many of the voters another handed it in
  seats: number; // so many without a phone have no ballot
};
/** Of whoever was sent out only what is so of name, organisation, group, `removed`, `waiting` and `same`. */
export type Person = Rec<"person"> & {
  id: Id;
  name: string;
  org: Id | null;
  org_other: string;
  role: Role;
  group: Id | null;
  removed: boolean;
  seated: boolean; // sits here without a phone: the leader types and hands in for them
  waiting: boolean; // to be let in: reads nothing and counts nowhere yet
  came?: number; // for the chair, and on the desk of those who wait
  same?: Id | null; // the chair's: made one with this row, which is the person now
  device?: string | null; // the chair's: a mark of the phone they came by; null for whoever came without a phone's page
  origin?: string | null; // the chair's: a mark of the address they came from
  nudged?: number | null; // on one's own stream only
  moved?: { group: Id; votes: number; told: boolean }[] | null; // votes left at other tables, until seen; likewise
  code?: string; // on one's own stream only
  lang?: Lang; // on one's own stream only
};
/** When somebody last came back by their personal code: on their table's desk, and the chair's. */
export type Comeback = Rec<"comeback"> & { id: Id; person: Id; at: number };
export type Card = Rec<"card"> & {
  id: Id;
  board: Id;
  group: Id;
  kind: string; // the kinds of card are ui/kinds.tsx's
  text: string;
  lang: Lang;
  answers: Id | null;
  org: Id | null; // whom it concerns
  author?: { id: Id | null; name: string }; // absent where cards are anonymous; no id for a paper card's writer
  into?: Id | null; // the card it was merged under, while that one is on view
  pending: boolean; // waits for the leader's yes
  reworded: boolean; // the leader mended the wording
  original?: { text: string; lang: Lang }; // the author's own words, for the author and the desk
  paper: boolean; // typed in for somebody
  hidden: boolean;
  reason?: string; // why it is hidden, where its author and the desk read it
  withdrawn?: boolean; // on one's own stream only
  edited: boolean;
  at?: number; // where cards are anonymous, on one's own stream only
};
export type Round = Rec<"round"> & {
  id: Id;
  board: Id | null; // null: the plenary's, on the themes
  number: number;
  method: "dots";
  budget: number | null;
  cap: number;
  live: boolean;
  late: boolean; // some votes came after the result was told, too few to count yet
  state: "waiting" | "open" | "closed"; // waiting: the board does not vote yet
};
/** id = "<round>.<subject type>.<subject id>" */
export type Tally = Rec<"tally"> & { id: string; round: Id; subject: Key; votes: number; voters: number; hands: number };
/** A show of hands, in one count: never ballots. id = round id. */
export type Hands = Rec<"hands"> & {
  id: Id;
  round: Id;
  present: number;
  counts: { card: Id; hands: number }[];
  by: Id;
  at: number;
};
/** Who has not written or voted yet, for the desk; null where it is not told. id = board id. */
export type Roll = Rec<"roll"> & { id: Id; board: Id; group: Id; unwritten: Id[] | null; unvoted: Id[] | null };
/** The card a leader holds up. id = board id. */
export type Spotlight = Rec<"spotlight"> & {
  id: Id;
  board: Id;
  group: Id;
  room: boolean; // on the screen too
  card: Id;
  kind: string;
  text: string;
  lang: Lang;
  at: number;
};
export type Presented = {
  card: Id;
  kind: string;
  text: string;
  lang: Lang;
  answers: Id | null;
  /** The words of what it answers. */
  to: { text: string; lang: Lang } | null;
  votes: number;
  hands: number;
  merged: number;
};
/** A group's result on the screen. id = board id; `card` null is the overview. */
export type Presentation = Rec<"presentation"> & {
  id: Id;
  board: Id;
  group: Id;
  at: number;
  card: Id | null;
  summary: Text;
  cards: Presented[];
};
/** The result as the table prepares it. id = board id. */
export type Report = Rec<"report"> & { id: Id; board: Id; group: Id; cards: Id[]; summary: Text };
/** A leader asks the chair to come. */
export type Call = Rec<"call"> & {
  id: Id;
  board: Id;
  group: Id;
  text: string;
  at: number;
  by: Id | null;
  open: boolean;
};
/** A word under a card. (`Reply` is the answer to a command.) */
export type Remark = Rec<"reply"> & {
  id: Id;
  card: Id;
  text: string;
  lang: Lang;
  place: number; // 1, 2, 3 under its card
  at?: number; // absent where cards are anonymous
  hidden: boolean;
  reason?: string;
  withdrawn?: boolean; // on one's own stream only
  author?: { id: Id; name: string };
};
export type ReactionKind = "same" | "good" | "unclear";
/** id = card id */
export type Reactions = Rec<"reactions"> & { id: Id; card: Id; counts: Record<ReactionKind, number> };
/** One's own. */
export type Reaction = Rec<"reaction"> & { id: Id; card: Id; kind: ReactionKind };
export type Photo = Rec<"photo"> & {
  id: Id;
  board: Id;
  group: Id;
  card: Id | null;
  width: number;
  height: number;
  caption: string;
  at?: number; // absent where cards are anonymous
  hidden: boolean;
  withdrawn?: boolean; // on one's own stream only
};
/** One's ballot of this round was handed in at the table's device; what it says is told to nobody. */
export type Handed = Rec<"handed"> & { round: Id; at: number };
export type Ballot = Rec<"ballot"> & { round: Id; subject: Key; dots: number };
export type Theme = Rec<"theme"> & {
  id: Id;
  title: Text;
  colour: number;
  position: number;
  cards: number;
  groups: Id[]; // breadth = groups.length of all groups
  votes: number;
  hands: number; // counted by show of hands, not among the votes
  parked: boolean; // kept at the desk, off the room's board
  joined: Id[]; // themes joined to it, gone themselves: what was laid on them counts here
  /** The theme's number by each counting rule; `fresh` is null before a plenary vote is told. */
  numbers: Record<"sum" | "average" | "top", number> & { fresh: number | null };
};
export type Counting = "fresh" | "sum" | "average" | "top";
/** The shared board itself: how it counts, the plenary's vote, and what screens show. id = workshop id */
export type Vision = Rec<"vision"> & {
  id: Id;
  counting: Counting;
  /** The chair's own choice, beneath a result that is told. */
  chosen: Counting;
  k: number; // of `top`
  /** What the numbers are of: tables, those whose vote is closed, people who took part there, cards in all tops. */
  of: {
    tables: number;
    closed: number;
    people: number;
    handed?: number; // for so many of the people another handed it in; not told where everything was forgotten before
    tops: number;
    groups: Record<Id, [people: number, least: number]>; // by group; the least weight among its top
  };
  round: Id | null; // the plenary's latest
  polling: boolean;
  /** The closed vote's result stands on the screens until the chair moves on; `counting` is "fresh" unless one was chosen since. */
  telling: boolean;
  voted: number; // people who laid a dot in it
  floor: number; // of so many whom it asks
  handed: number; // for so many of those who voted another handed it in
  sort: "chair" | "votes" | "breadth";
  langs: "both" | Lang;
  theme: Id | null; // shown alone with its cards
  hold: "live" | "frozen" | "blank";
  held: number | null; // since when
};
/** The theme team's own. id = theme id */
export type Note = Rec<"note"> & { id: Id; theme: Id; text: string };
/** Cards that were said not to be the same. */
export type Refusal = Rec<"refusal"> & { id: Id; cards: Id[] };
/** Words that mean the same, in any language. */
export type Synonym = Rec<"synonym"> & { id: Id; words: string[] };
/** The chair's words to a card or a theme. id = "card.<card>" or "theme.<theme>" */
export type Clarification = Rec<"clarification"> & { id: string; subject: Key; text: Text; at: number };
/** A card taken to the vision board; without a theme it is set aside. id = card id. */
export type Source = Rec<"source"> & {
  id: Id;
  theme: Id | null;
  card: Id;
  text: string;
  lang: Lang;
  kind: string;
  group: Id;
  org: Id | null;
  answers: Id | null;
  merged: number; // cards merged under it at its table
  votes: number;
  voters: number;
  hands: number;
  position: number;
};
export type Submission = Rec<"submission"> & {
  id: Id;
  board: Id;
  group: Id;
  number: number;
  at: number;
  summary: Text;
  /** Of a card that is on view no more no number is told. */
  cards: { card: Id; votes: number | null; hands: number | null; picked: boolean; merged: Id[] }[];
  /** Against the one before; null for the first. */
  changes: { added: Id[]; removed: Id[]; votes: Id[]; moved: boolean; summary: boolean } | null;
  /** Whose votes they are: for so many another handed it in; so many more were sent out since. Older ones do not say. */
  people: { voters: number; handed: number; left_out: number } | null;
};
export type Deed = Rec<"deed"> & {
  id: Id;
  name: string;
  at: number;
  by: Id | null;
  says: Record<string, unknown>;
  undone: boolean;
  note?: true; // a line that nothing takes back
  group: Id | null;
};

/** For `all("card")` to know it returns cards. A new noun adds its line; the core needs none. */
export type RecordTypes = {
  workshop: Workshop;
  org: Org;
  step: Step;
  group: Group;
  board: Board;
  progress: Progress;
  person: Person;
  comeback: Comeback;
  card: Card;
  round: Round;
  tally: Tally;
  ballot: Ballot;
  handed: Handed;
  theme: Theme;
  vision: Vision;
  note: Note;
  refusal: Refusal;
  synonym: Synonym;
  clarification: Clarification;
  source: Source;
  submission: Submission;
  deed: Deed;
  hands: Hands;
  roll: Roll;
  spotlight: Spotlight;
  presentation: Presentation;
  report: Report;
  call: Call;
  reply: Remark;
  reactions: Reactions;
  reaction: Reaction;
  photo: Photo;
};
