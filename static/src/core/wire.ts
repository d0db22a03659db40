/**
 * What travels, as the server declares it: commands, their replies, refusals, relations, phases.
 * `make docs` writes this file (workshop/doors/wire_ts.py); a test fails while it is stale. Nothing is changed here by
 * hand. It holds types alone, so it adds nothing to what a phone loads.
 */

export type Id = number;
/** `type:id`. */
export type Key = string;
type Nothing = Record<never, never>;

export type Phase = "write" | "reveal" | "vote" | "report" | "open" | "poll" | "locked" | "closed";

export type Relation =
    | "guest" | "invited" | "joined" | "floor" | "self" | "author" | "member" | "leader" | "helper" | "chair"
    | "screen" | "owner";

export type RefusalCode =
    | "built_on" | "busy" | "cannot_loosen" | "closed" | "code" | "conflict" | "disk_full" | "door_closed" | "empty"
    | "error" | "forgotten" | "full" | "group_full" | "group_needed" | "handed_in" | "hands_over" | "here_already"
    | "id_reused" | "in_result" | "invalid" | "invite_used" | "laid_by_phone" | "locked" | "malformed"
    | "many_present" | "not_allowed" | "not_found" | "not_photo" | "not_ready" | "org" | "other_method"
    | "over_budget" | "over_cap" | "photos_full" | "photos_quota" | "pixels" | "placed" | "removed" | "renewed"
    | "result_seen" | "seated" | "too_fast" | "too_large" | "too_long" | "too_many_lines" | "united"
    | "unknown_command" | "unknown_field" | "voted_elsewhere" | "votes_in" | "workshop_full" | "wrong_phase";

/** The kinds of stream and their places: of a record on several, the one on the nearest is shown. */
export type Nearness = { person: 0; chair: 1; team: 2; desk: 3; group: 4; workshop: 5; screen: 6 };

/** Every command: what it takes, and what it answers when it was done. */
export type Commands = {
  "ballot.anew": { data: { round: Id }; reply: { left: number | null } };
  "ballot.cast": { data: { round: Id; subject: string; dots: number }; reply: { left: number | null } };
  "ballot.give": {
    data: { round: Id; values: Readonly<Record<string, number | Readonly<Record<string, number>>>> };
    reply: { left: number | null };
  };
  "ballot.hand_in": {
    data: {
      round: Id;
      person: Id;
      dots?: Readonly<Record<string, number>>;
      values?: Readonly<Record<string, number | Readonly<Record<string, number>>>>;
    };
    reply: { left: number | null };
  };
  "board.arrange": { data: { board: Id; cards: readonly Id[] }; reply: Nothing };
  "board.lock": { data: { board: Id; locked: boolean; what?: "all" | "posting" | "voting" }; reply: Nothing };
  "board.move": { data: { board: Id; phase: "write" | "reveal" | "vote" | "report" }; reply: Nothing };
  "board.move_all": { data: { phase: "write" | "reveal" | "vote" | "report" }; reply: { moved: number } };
  "board.nudge": { data: { board: Id; people?: readonly Id[] | null }; reply: Nothing };
  "board.present": { data: { board: Id; on: boolean }; reply: Nothing };
  "board.ready": { data: { board: Id; ready: boolean }; reply: Nothing };
  "board.recall": { data: { board: Id }; reply: Nothing };
  "board.spotlight": { data: { board: Id; card: Id | null; room?: boolean }; reply: Nothing };
  "board.submit": { data: { board: Id }; reply: { number: number } };
  "board.summarise": { data: { board: Id; summary: { lo?: string; en?: string } }; reply: Nothing };
  "call.close": { data: { call: Id }; reply: Nothing };
  "call.make": { data: { board: Id; text?: string }; reply: { call: Id } };
  "card.approve": {
    data: { board: Id; cards: readonly Id[]; read?: readonly string[] };
    reply: { approved: number };
  };
  "card.edit": { data: { card: Id; text: string; lang?: "lo" | "en" | null; org?: Id | null }; reply: Nothing };
  "card.hide": { data: { card: Id; reason?: string }; reply: Nothing };
  "card.hide_many": { data: { board: Id; cards: readonly Id[]; reason?: string }; reply: { hidden: number } };
  "card.merge": { data: { card: Id; others: readonly Id[] }; reply: { card: Id } };
  "card.park": { data: { cards: readonly Id[]; on: boolean }; reply: Nothing };
  "card.post": {
    data: {
      board: Id;
      kind: "problem" | "solution" | "lesson";
      text: string;
      lang: "lo" | "en";
      answers?: Id | null;
      org?: Id | null;
      into?: Id | null;
    };
    reply: { card: Id };
  };
  "card.record": {
    data: {
      board: Id;
      kind: "problem" | "solution" | "lesson";
      text: string;
      lang: "lo" | "en";
      answers?: Id | null;
      org?: Id | null;
      person?: Id | null;
      by?: string;
      own?: boolean;
    };
    reply: { card?: Id };
  };
  "card.restore": { data: { card: Id }; reply: Nothing };
  "card.return": { data: { card: Id }; reply: Nothing };
  "card.reword": { data: { card: Id; text: string; lang?: "lo" | "en" | null }; reply: Nothing };
  "card.split": { data: { card: Id }; reply: Nothing };
  "card.withdraw": { data: { card: Id }; reply: Nothing };
  "chair.renew": { data: Nothing; reply: { chair: Id; token: string } };
  "clarification.set": { data: { subject: string; text: { lo?: string; en?: string } }; reply: Nothing };
  "deed.redo": { data: { deed: Id }; reply: Nothing };
  "deed.rewind": { data: { deed: Id; preview?: boolean }; reply: { undone: readonly Id[] } };
  "deed.undo": { data: { deed: Id; together?: boolean }; reply: { undone: readonly Id[] } };
  "group.add": { data: { name: { lo?: string; en?: string } }; reply: { group: Id } };
  "group.invite": { data: { group: Id; people: number }; reply: Nothing };
  "group.rename": { data: { group: Id; name: { lo?: string; en?: string } }; reply: Nothing };
  "hands.count": {
    data: { round: Id; present: number; counts: readonly { card: Id; hands: number }[]; sure?: boolean };
    reply: Nothing;
  };
  "hint.accept": {
    data: {
      sets: readonly { cards: readonly Id[]; theme?: Id | null; title?: { lo?: string; en?: string } | null }[];
    };
    reply: { themes: readonly Id[] };
  };
  "hint.refuse": { data: { sets: readonly (readonly Id[])[] }; reply: Nothing };
  "house.renew": { data: Nothing; reply: { token: string } };
  "org.add": { data: { lo?: string; en?: string; kind?: string }; reply: { org: Id } };
  "people.admit": { data: { people: readonly Id[]; group?: Id | null }; reply: Nothing };
  "people.readmit": { data: { people: readonly Id[] }; reply: Nothing };
  "people.remove": { data: { people: readonly Id[] }; reply: Nothing };
  "person.choose": { data: { group: Id }; reply: Nothing };
  "person.hand": { data: { person: Id }; reply: Nothing };
  "person.join": {
    data: {
      name: string;
      org?: Id | null;
      org_other?: string;
      lang: "lo" | "en";
      group?: Id | null;
      another?: boolean | null;
      device?: string | null;
    };
    reply: { person: Id; group: Id | null; code: string; token: string };
  };
  "person.leave": { data: Nothing; reply: Nothing };
  "person.move": { data: { person: Id; group: Id | null }; reply: Nothing };
  "person.promote": { data: { person: Id; role: "participant" | "leader" | "helper" }; reply: Nothing };
  "person.readmit": { data: { person: Id }; reply: Nothing };
  "person.recode": { data: { person: Id }; reply: { code?: string } };
  "person.remove": { data: { person: Id }; reply: Nothing };
  "person.rename": { data: { name: string; org?: Id | null; org_other?: string }; reply: Nothing };
  "person.renew": { data: Nothing; reply: { person: Id; token: string } };
  "person.return": { data: { code: string }; reply: { person: Id; group: Id | null; code: string; token: string } };
  "person.rise": { data: Nothing; reply: Nothing };
  "person.seat": {
    data: { name: string; org?: Id | null; org_other?: string; group: Id };
    reply: { person: Id; code: string };
  };
  "person.seen": { data: Nothing; reply: Nothing };
  "person.sit": { data: { person: Id }; reply: Nothing };
  "person.speak": { data: { lang: "lo" | "en" }; reply: Nothing };
  "person.unite": { data: { person: Id; other: Id }; reply: Nothing };
  "photo.attach": {
    data: { board: Id; card?: Id | null; file: string; width: number; height: number; caption?: string };
    reply: { photo: Id };
  };
  "photo.hide": { data: { photo: Id }; reply: Nothing };
  "photo.remove": { data: { photo: Id }; reply: Nothing };
  "photo.restore": { data: { photo: Id }; reply: Nothing };
  "photo.return": { data: { photo: Id }; reply: Nothing };
  "poll.close": { data: Nothing; reply: Nothing };
  "poll.open": {
    data: {
      method?: "dots" | "rank" | "rate";
      budget?: number | null;
      cap?: number;
      live?: boolean;
      settings?: {
        places?: number | null;
        criteria?: readonly { words: { lo?: string; en?: string }; weight?: number }[] | null;
      } | null;
      question?: { lo?: string; en?: string } | null;
      subjects?: readonly string[] | null;
      shuffled?: boolean;
    };
    reply: { round: Id };
  };
  "poll.put_away": { data: Nothing; reply: Nothing };
  "poll.resume": { data: Nothing; reply: Nothing };
  "reaction.set": { data: { card: Id; kind: "same" | "good" | "unclear"; on: boolean }; reply: Nothing };
  "reply.hide": { data: { reply: Id; reason?: string }; reply: Nothing };
  "reply.post": { data: { card: Id; text: string; lang: "lo" | "en" }; reply: { reply: Id } };
  "reply.restore": { data: { reply: Id }; reply: Nothing };
  "reply.return": { data: { reply: Id }; reply: Nothing };
  "reply.withdraw": { data: { reply: Id }; reply: Nothing };
  "round.rerun": { data: { board: Id }; reply: { round: Id } };
  "round.set": {
    data: {
      method?: "dots" | "rank" | "rate";
      budget?: number | null;
      cap?: number;
      live?: boolean;
      settings?: {
        places?: number | null;
        criteria?: readonly { words: { lo?: string; en?: string }; weight?: number }[] | null;
      } | null;
      question?: { lo?: string; en?: string } | null;
      subjects?: readonly string[] | null;
      shuffled?: boolean;
      board: Id;
    };
    reply: Nothing;
  };
  "screen.hold": { data: { how: "live" | "frozen" | "blank" }; reply: Nothing };
  "screen.renew": { data: Nothing; reply: Nothing };
  "step.add": {
    data: {
      kind: "welcome" | "purpose" | "talk" | "groups" | "vision" | "closing";
      day: number;
      title: { lo?: string; en?: string };
      body?: { lo?: string; en?: string };
      speaker?: string;
    };
    reply: { step: Id };
  };
  "step.drop": { data: { step: Id }; reply: Nothing };
  "step.edit": {
    data: {
      step: Id;
      day?: number | null;
      title?: { lo?: string; en?: string } | null;
      body?: { lo?: string; en?: string } | null;
      speaker?: string | null;
    };
    reply: Nothing;
  };
  "step.go": { data: { step: Id }; reply: Nothing };
  "synonym.add": { data: { lines: readonly (readonly string[])[] }; reply: { synonyms: readonly Id[] } };
  "synonym.drop": { data: { synonym: Id }; reply: Nothing };
  "synonym.edit": { data: { synonym: Id; words: readonly string[] }; reply: Nothing };
  "theme.colour": { data: { theme: Id; colour: number }; reply: Nothing };
  "theme.create": { data: { title: { lo?: string; en?: string }; cards?: readonly Id[] }; reply: { theme: Id } };
  "theme.join": { data: { theme: Id; themes: readonly Id[] }; reply: Nothing };
  "theme.note": { data: { theme: Id; note: string }; reply: Nothing };
  "theme.order": { data: { theme: Id; before: Id | null }; reply: Nothing };
  "theme.park": { data: { theme: Id; on: boolean }; reply: Nothing };
  "theme.place": { data: { cards: readonly Id[]; theme: Id; before?: Id | null }; reply: Nothing };
  "theme.rename": { data: { theme: Id; title: { lo?: string; en?: string } }; reply: Nothing };
  "theme.retire": { data: { theme: Id }; reply: Nothing };
  "theme.revive": { data: { theme: Id }; reply: Nothing };
  "theme.split": {
    data: { cards: readonly Id[]; theme: Id; title: { lo?: string; en?: string } };
    reply: { theme: Id };
  };
  "theme.unplace": { data: { cards: readonly Id[] }; reply: Nothing };
  "timer.add": { data: { board: Id; seconds: number }; reply: Nothing };
  "timer.pause": { data: { board: Id }; reply: Nothing };
  "timer.resume": { data: { board: Id }; reply: Nothing };
  "timer.start": { data: { board: Id; seconds: number }; reply: Nothing };
  "timer.stop": { data: { board: Id }; reply: Nothing };
  "vision.count": { data: { rule: "sum" | "average" | "top" | "fresh"; k?: number }; reply: Nothing };
  "vision.show": {
    data: {
      sort?: "chair" | "votes" | "breadth" | null;
      langs?: "both" | "lo" | "en" | null;
      theme?: Id | null;
    };
    reply: Nothing;
  };
  "workshop.close": { data: Nothing; reply: Nothing };
  "workshop.create": {
    data: {
      programme?: { lo?: string; en?: string } | null;
      venue?: { lo?: string; en?: string } | null;
      days?: readonly string[] | null;
      purposes?: readonly { lo?: string; en?: string }[] | null;
      title: { lo?: string; en?: string };
      talks?: readonly {
        title: { lo?: string; en?: string };
        body?: { lo?: string; en?: string };
        speaker?: string;
        day?: number;
      }[];
      groups?: number | readonly { lo?: string; en?: string }[];
      orgs?: readonly { lo?: string; en?: string; kind?: string }[];
      lang?: "lo" | "en";
      named?: boolean;
      assign?: "choose" | "balance" | "fixed";
      budget?: number | null;
      cap?: number;
      approve?: boolean;
      chair?: string | null;
    };
    reply: { workshop: Id; code: string; chair: Id; token: string };
  };
  "workshop.edit": {
    data: {
      programme?: { lo?: string; en?: string } | null;
      venue?: { lo?: string; en?: string } | null;
      days?: readonly string[] | null;
      purposes?: readonly { lo?: string; en?: string }[] | null;
      title?: { lo?: string; en?: string } | null;
      lang?: "lo" | "en" | null;
      named?: boolean | null;
      assign?: "choose" | "balance" | "fixed" | null;
      budget?: number | null;
      cap?: number | null;
      approve?: boolean | null;
      door?: "open" | "wait" | "closed" | null;
      most?: number | null;
      most_group?: number | null;
    };
    reply: Nothing;
  };
  "workshop.forget": { data: Nothing; reply: { named: number; ballots: number; cards: number; tallies: number } };
  "workshop.reopen": { data: Nothing; reply: Nothing };
};
/** The name of a command. */
export type Command = keyof Commands;

export type Author = { id: Id | null; name: string };

/** So many of those who ranked prefer another to the first. */
export type Beaten = { by: Key; n: number; of: number };

export type Changes = {
  added: readonly Id[];
  removed: readonly Id[];
  votes: readonly Id[];
  moved: boolean;
  summary: boolean;
};

export type Counted = { voters: number; handed: number; left_out: number };

export type Counts = { same: number; good: number; unclear: number };

/** What is judged, 1 to 5, and how much it weighs. */
export type Criterion = { id: string; words: Pair; weight: number };

/** Votes that were left at another table. */
export type Left = { group: Id; votes: number; told: boolean };

/** A card of a result. Of one that is on view no more no number is told. */
export type Line = {
  card: Id;
  votes: number | null;
  hands: number | null;
  picked: boolean;
  merged: readonly Id[];
  place?: number | null;
  numbers?: MethodNumbers | null;
};

/** In the method's own form: see docs/counting.md. */
export type MethodNumbers = {
  low: number | null;
  high: number | null;
  points?: number;
  firsts?: number;
  of?: number;
  beaten?: Beaten | null;
  score?: number | null;
  criteria?: Readonly<Record<string, Opinion>>;
};

export type Numbers = { sum: number; average: number; top: number; fresh: number | null };

/** What the numbers are of; `groups` by id: its people, and the least weight of its top. */
export type Of = {
  tables: number;
  closed: number;
  people: number;
  handed?: number;
  tops: number;
  groups: Readonly<Record<string, readonly [number, number]>>;
};

/** What the room says by one criterion: `n` judged, `none` could not; `counts` of the marks 1 to 5. */
export type Opinion = {
  n: number;
  none: number;
  counts: readonly number[];
  mean: number | null;
  view: "agreed" | "split" | null;
  low: number;
  high: number;
};

/** Words in Lao and English; what is missing is empty. */
export type Pair = { lo: string; en: string };

/** A chosen card; `to` are the words of what it answers. */
export type Presented = {
  card: Id;
  kind: string;
  text: string;
  lang: "lo" | "en";
  answers: Id | null;
  to: Words | null;
  votes: number;
  hands: number;
  merged: number;
  place?: number | null;
  numbers?: MethodNumbers | null;
};

export type Raised = { card: Id; hands: number };

/** In the method's own form: `places` to rank, `criteria` to rate. */
export type Settings = { places?: number; criteria?: readonly Criterion[] };

/** `ends` while it runs, `left` while it is held; all in ms. */
export type Timer = { ends: number | null; left: number | null; length: number };

export type Words = { text: string; lang: "lo" | "en" };

export type Writer = { id: Id; name: string };

/**
 * `forgotten` is since when nothing says who wrote and how people voted, else null; `step` is the agenda's current one;
 * `budget`, `most` and `most_group` null are without limit; `door` is open, wait or closed.
 */
export type Workshop = {
  key: Key;
  type: "workshop";
  id: Id;
  code: string;
  title: Pair;
  programme: Pair;
  venue: Pair;
  days: readonly string[];
  purposes: readonly Pair[];
  lang: "lo" | "en";
  named: boolean;
  assign: "choose" | "balance" | "fixed";
  state: "open" | "closed";
  budget: number | null;
  cap: number;
  approve: boolean;
  door: "open" | "wait" | "closed";
  most: number | null;
  most_group: number | null;
  forgotten: number | null;
  step: Id | null;
};

/** A line of the agenda. */
export type Step = {
  key: Key;
  type: "step";
  id: Id;
  kind: "welcome" | "purpose" | "talk" | "groups" | "vision" | "closing";
  day: number;
  title: Pair;
  body: Pair;
  speaker: string;
  position: number;
};

/** An organisation people choose from. */
export type Org = { key: Key; type: "org"; id: Id; lo: string; en: string; kind: string; position: number };

/**
 * A step of the history; on a group's desk when it was about that group, on the team's stream when the theme team may
 * do it; `note` stands on a line that nothing takes back.
 */
export type Deed = {
  key: Key;
  type: "deed";
  id: Id;
  name: Command;
  at: number;
  says: Readonly<Record<string, unknown>>;
  undone: boolean;
  note?: true;
  group: Id | null;
  by: Id | null;
};

/** `colour` is one of eight, 0 to 7. */
export type Group = { key: Key; type: "group"; id: Id; number: number; name: Pair; colour: number };

/**
 * `posting` and `voting` are false where stopped alone; `ready` and `presenting` since when; `timer` is null or `{ends,
 * left, length}` in ms: `ends` while it runs, `left` while it is held.
 */
export type Board = {
  key: Key;
  type: "board";
  id: Id;
  group: Id;
  phase: "write" | "reveal" | "vote" | "report";
  locked: boolean;
  posting: boolean;
  voting: boolean;
  ready: number | null;
  presenting: number | null;
  timer: Timer | null;
  submitted: number | null;
};

/**
 * `seated` has no phone; `waiting` is at the door; where two rows are one person, the chair alone has the other, with
 * `same`; `device` and `origin` are marks of where they came from, the chair's alone; `code`, `lang`, `nudged` and
 * `moved` (votes left at other tables, `[{group, votes, told}]`, until seen) on the person's own stream alone; on the
 * desk once sent out, while waiting, and where two of one name sit at the table; of whoever was sent out only what is
 * so of `name`, `org`, `org_other`, `group`, `removed`, `waiting` and `same`.
 */
export type Person = {
  key: Key;
  type: "person";
  id: Id;
  name: string;
  org?: Id | null;
  org_other?: string;
  role?: "participant" | "leader" | "helper" | "chair";
  group?: Id | null;
  removed?: boolean;
  seated?: boolean;
  waiting?: boolean;
  came?: number;
  same?: Id | null;
  device?: string | null;
  origin?: string | null;
  code?: string;
  lang?: "lo" | "en";
  nudged?: number | null;
  moved?: readonly Left[] | null;
};

/** When somebody last came back by their personal code. */
export type Comeback = { key: Key; type: "comeback"; id: Id; person: Id; at: number };

/** A leader asks the chair to come. */
export type Call = {
  key: Key;
  type: "call";
  id: Id;
  board: Id;
  group: Id;
  by: Id | null;
  text: string;
  at: number;
  open: boolean;
};

/**
 * `into` is the card it is merged under; `pending` waits for the leader's yes, on desk and author's stream; `original`
 * the author's own words, there too; `author` and `at` only where cards are named, `at` on the author's own stream in
 * any case; `author` without id for a paper card of nobody at the table; `reason` while hidden; `withdrawn` on the
 * author's own stream.
 */
export type Card = {
  key: Key;
  type: "card";
  id: Id;
  board: Id;
  group: Id;
  org: Id | null;
  kind: string;
  text: string;
  lang: "lo" | "en";
  answers: Id | null;
  into: Id | null;
  hidden: boolean;
  pending: boolean;
  reworded: boolean;
  original?: Words;
  paper: boolean;
  edited: boolean;
  at?: number;
  reason?: string;
  author?: Author;
  withdrawn?: boolean;
};

/** One's own. */
export type Reaction = { key: Key; type: "reaction"; id: Id; card: Id; kind: "same" | "good" | "unclear" };

/** People by kind, `{same, good, unclear}`; its id is the card's; drawn at most once a second. */
export type Reactions = { key: Key; type: "reactions"; id: Id; card: Id; counts: Counts };

/**
 * `state`: waiting, open or closed; `late`: some votes came after its result was told and do not count yet; `board`
 * null is the plenary's, on the workshop's stream; `settings` null for dots; `subjects`: what it asks about, null for
 * all on view where it votes; `shuffled`: everybody has these in an order of their own.
 */
export type Round = {
  key: Key;
  type: "round";
  id: Id;
  number: number;
  method: "dots" | "rank" | "rate";
  budget: number | null;
  cap: number;
  live: boolean;
  late: boolean;
  board: Id | null;
  state: "waiting" | "open" | "closed";
  settings: Settings | null;
  question: Pair | null;
  subjects: readonly Key[] | null;
  shuffled: boolean;
};

/**
 * One's own `dots` on `subject`, such as `card:17`, laid by phone; where one ranks, its place is the `value`, where one
 * rates the marks by criterion, 0 for "I cannot judge". What was handed in is on no stream.
 */
export type Ballot = {
  key: Key;
  type: "ballot";
  id: Id;
  round: Id;
  subject: Key;
  dots?: number;
  value?: number | Readonly<Record<string, number>>;
};

/** One's ballot in this round was handed in at the table's device. */
export type Handed = { key: Key; type: "handed"; id: Id; round: Id; at: number };

/**
 * Id `<round>.card.<card>`, in the plenary `<round>.theme.<theme>`; while voting only where the round is `live`, else
 * once it is closed; `votes` of all that is merged there, each person up to the cap; `hands` raised, not among the
 * votes; where one ranks or rates, `place`, ties with the same, and `numbers`.
 */
export type Tally = {
  key: Key;
  type: "tally";
  id: string;
  round: Id;
  subject: Key;
  votes: number;
  voters: number;
  hands: number;
  place?: number | null;
  numbers?: MethodNumbers | null;
};

/** A show of hands, `counts` `[{card, hands}]`; its id is the round's; never ballots. */
export type Hands = {
  key: Key;
  type: "hands";
  id: Id;
  round: Id;
  present: number;
  counts: readonly Raised[];
  by: Id | null;
  at: number;
};

/**
 * Numbers of those at the table now; `handed`: for so many of the voters another handed it in; `seats`: so many without
 * a phone have no ballot; its id is the board's; drawn at most once a second; all but `people` move by threes while
 * cards are private and nobody is named.
 */
export type Progress = {
  key: Key;
  type: "progress";
  id: Id;
  group: Id;
  people: number;
  cards: number;
  kinds: Readonly<Record<string, number>>;
  writers: number;
  voters: number;
  handed: number;
  seats: number;
};

/** Who has not written or voted yet, `[person]`; null where it is not told; its id is the board's. */
export type Roll = {
  key: Key;
  type: "roll";
  id: Id;
  board: Id;
  group: Id;
  unwritten: readonly Id[] | null;
  unvoted: readonly Id[] | null;
};

/** The result as the table prepares it: the chosen cards in their order; its id is the board's. */
export type Report = { key: Key; type: "report"; id: Id; board: Id; group: Id; cards: readonly Id[]; summary: Pair };

/**
 * A result as handed in: `cards` is `[{card, votes, hands, picked, merged}]`, the chosen first; `changes` against the
 * one before is null for the first; of a card on view no more `votes` and `hands` are null; the votes are of those who
 * count now, `people` says how many: `{voters, handed, left_out}`, for so many of them another handed it in, and so
 * many were sent out since; null in older ones; where the vote ranked or rated, each card has its `place` and
 * `numbers`.
 */
export type Submission = {
  key: Key;
  type: "submission";
  id: Id;
  board: Id;
  group: Id;
  number: number;
  at: number;
  cards: readonly Line[];
  summary: Pair;
  changes: Changes | null;
  people: Counted | null;
};

/** The card held up; on the workshop's stream where the whole `room` sees it; its id is the board's. */
export type Spotlight = {
  key: Key;
  type: "spotlight";
  id: Id;
  board: Id;
  group: Id;
  room: boolean;
  card: Id;
  kind: string;
  text: string;
  lang: "lo" | "en";
  at: number;
};

/**
 * A result on the screen: `cards` `[{card, kind, text, lang, answers, to, votes, hands, merged}]`, `card` the one
 * shown, null for the overview; its id is the board's.
 */
export type Presentation = {
  key: Key;
  type: "presentation";
  id: Id;
  board: Id;
  group: Id;
  at: number;
  card: Id | null;
  summary: Pair;
  cards: readonly Presented[];
};

/**
 * The shared board itself: `counting` is `sum`, `average`, `top` (of the `k` first) or `fresh`; `of` says what the
 * numbers are of, `{tables, closed, people, handed, tops, groups}`, for `handed` of the people by another, with
 * `groups` by id `[people, least weight in its top]`; `voted` of the `floor` (whom it asks) in the plenary's `round`,
 * `handed` of them by another, drawn once a second; `telling` while its result stands on the screens: `counting` is
 * `fresh` then, unless one was chosen since, and `chosen` is the rule beneath; `sort`, `langs` and `theme` are what
 * screens show, `hold` is `live`, `frozen` or `blank`; its id is the workshop's.
 */
export type Vision = {
  key: Key;
  type: "vision";
  id: Id;
  counting: "sum" | "average" | "top" | "fresh";
  chosen: "sum" | "average" | "top" | "fresh";
  k: number;
  of: Of;
  round: Id | null;
  polling: boolean;
  telling: boolean;
  voted: number;
  floor: number;
  handed: number;
  sort: "chair" | "votes" | "breadth";
  langs: "both" | "lo" | "en";
  theme: Id | null;
  hold: "live" | "frozen" | "blank";
  held: number | null;
};

/**
 * `groups` is its breadth; `joined` the themes joined to it, gone themselves, whose dots count here; `votes` of the
 * last closed rounds; `numbers` by rule, `{sum, average, top, fresh}`, `fresh` null where the room was not asked about
 * it or may not know yet; on the team's stream while `parked`.
 */
export type Theme = {
  key: Key;
  type: "theme";
  id: Id;
  title: Pair;
  colour: number;
  position: number;
  parked: boolean;
  joined: readonly Id[];
  cards: number;
  groups: readonly Id[];
  votes: number;
  hands: number;
  numbers: Numbers;
};

/** The theme team's own note; its id is the theme's. */
export type Note = { key: Key; type: "note"; id: Id; theme: Id; text: string };

/**
 * A card as it stands in a theme; its id is the card's; on the team's stream while it is set aside (`theme` is null) or
 * its theme is parked.
 */
export type Source = {
  key: Key;
  type: "source";
  id: Id;
  text: string;
  lang: "lo" | "en";
  kind: string;
  answers: Id | null;
  theme: Id | null;
  card: Id;
  group: Id;
  org: Id | null;
  merged: number;
  votes: number;
  voters: number;
  hands: number;
  position: number;
};

/** Cards that were said not to be the same. */
export type Refusal = { key: Key; type: "refusal"; id: Id; cards: readonly Id[] };

/** Words that mean the same, in any language. */
export type Synonym = { key: Key; type: "synonym"; id: Id; words: readonly string[] };

/**
 * The chair's words to a card or theme, `{lo, en}`, wherever that is shown; its id is `card.<card>` or `theme.<theme>`.
 */
export type Clarification = { key: Key; type: "clarification"; id: string; subject: Key; text: Pair; at: number };

/**
 * `card` null is on the board itself; `at` only where writers are named; on the workshop's stream while its card is
 * held up for the room, or its group's result presented; on the screens' while its card is on the vision board, and
 * `card` is there the one it was merged under; `withdrawn` on its author's own stream.
 */
export type Photo = {
  key: Key;
  type: "photo";
  id: Id;
  board: Id;
  group: Id;
  card: Id | null;
  width: number;
  height: number;
  caption: string;
  at?: number;
  hidden: boolean;
  withdrawn?: boolean;
};

/**
 * A word under a card, with the manners of a card; `place` is 1, 2, 3 under it, `at` only where writers are named; on
 * the screens' stream while its card is on the vision board, with no author, and `card` is there the one it was merged
 * under.
 */
export type Remark = {
  key: Key;
  type: "reply";
  id: Id;
  card: Id;
  text: string;
  lang: "lo" | "en";
  place: number;
  at?: number;
  hidden: boolean;
  reason?: string;
  author?: Writer;
  withdrawn?: boolean;
};

/** A record's type by its name: for `all("card")` to give cards. */
export type RecordTypes = {
  workshop: Workshop;
  step: Step;
  org: Org;
  deed: Deed;
  group: Group;
  board: Board;
  person: Person;
  comeback: Comeback;
  call: Call;
  card: Card;
  reaction: Reaction;
  reactions: Reactions;
  round: Round;
  ballot: Ballot;
  handed: Handed;
  tally: Tally;
  hands: Hands;
  progress: Progress;
  roll: Roll;
  report: Report;
  submission: Submission;
  spotlight: Spotlight;
  presentation: Presentation;
  vision: Vision;
  theme: Theme;
  note: Note;
  source: Source;
  refusal: Refusal;
  synonym: Synonym;
  clarification: Clarification;
  photo: Photo;
  reply: Remark;
};
