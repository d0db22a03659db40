/**
 * What travels, as the server declares it: commands, their replies, refusals, relations, phases.
 * `make docs` writes this file (workshop/doors/wire_ts.py); a test fails while it is stale. Nothing is changed here by
 * hand. It holds types alone, so it adds nothing to what a phone loads.
 */

export type Id = number;
type Nothing = Record<never, never>;

export type Phase = "write" | "reveal" | "vote" | "report" | "open" | "poll" | "locked" | "closed";

export type Relation =
    | "guest" | "invited" | "joined" | "floor" | "self" | "author" | "member" | "leader" | "helper" | "chair"
    | "screen" | "owner";

export type RefusalCode =
    | "built_on" | "busy" | "cannot_loosen" | "closed" | "code" | "conflict" | "disk_full" | "door_closed" | "empty"
    | "error" | "forgotten" | "full" | "group_full" | "group_needed" | "handed_in" | "hands_over" | "here_already"
    | "id_reused" | "in_result" | "invalid" | "invite_used" | "laid_by_phone" | "locked" | "malformed"
    | "many_present" | "not_allowed" | "not_found" | "not_photo" | "not_ready" | "org" | "over_budget" | "over_cap"
    | "photos_full" | "photos_quota" | "pixels" | "placed" | "removed" | "renewed" | "result_seen" | "seated"
    | "too_fast" | "too_large" | "too_long" | "too_many_lines" | "united" | "unknown_command" | "unknown_field"
    | "voted_elsewhere" | "votes_in" | "workshop_full" | "wrong_phase";

/** Every command: what it takes, and what it answers when it was done. */
export type Commands = {
  "ballot.anew": { data: { round: Id }; reply: { left: number | null } };
  "ballot.cast": { data: { round: Id; subject: string; dots: number }; reply: { left: number | null } };
  "ballot.hand_in": {
    data: { round: Id; person: Id; dots: Readonly<Record<string, number>> };
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
    reply: { person: Id; group: Id; code: string; token: string };
  };
  "person.leave": { data: Nothing; reply: Nothing };
  "person.move": { data: { person: Id; group: Id | null }; reply: Nothing };
  "person.promote": { data: { person: Id; role: "participant" | "leader" | "helper" }; reply: Nothing };
  "person.readmit": { data: { person: Id }; reply: Nothing };
  "person.recode": { data: { person: Id }; reply: { code?: string } };
  "person.remove": { data: { person: Id }; reply: Nothing };
  "person.rename": { data: { name: string; org?: Id | null; org_other?: string }; reply: Nothing };
  "person.renew": { data: Nothing; reply: { person: Id; token: string } };
  "person.return": { data: { code: string }; reply: { person: Id; group: Id; code: string; token: string } };
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
  "poll.open": { data: { budget?: number | null; cap?: number; live?: boolean }; reply: { round: Id } };
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
    data: { board: Id; method?: "dots"; budget?: number | null; cap: number; live?: boolean };
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
      talks?: readonly { title: { lo?: string; en?: string }; body?: { lo?: string; en?: string }; speaker?: string; day?: number }[];
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

/** Every record, with its fields beside `key`, `type` and `id`; on some streams it has fewer. */
export type RecordFields = {
  workshop:
    | "code" | "title" | "programme" | "venue" | "days" | "purposes" | "lang" | "named" | "assign" | "state"
    | "budget" | "cap" | "approve" | "door" | "most" | "most_group" | "forgotten" | "step";
  step: "kind" | "day" | "title" | "body" | "speaker" | "position";
  org: "lo" | "en" | "kind" | "position";
  deed: "name" | "at" | "says" | "undone" | "note" | "group" | "by";
  group: "number" | "name" | "colour";
  board: "group" | "phase" | "locked" | "posting" | "voting" | "ready" | "presenting" | "timer" | "submitted";
  person:
    | "name" | "org" | "org_other" | "role" | "group" | "removed" | "seated" | "waiting" | "came" | "same" | "device"
    | "origin" | "code" | "lang" | "nudged" | "moved";
  comeback: "person" | "at";
  call: "board" | "group" | "by" | "text" | "at" | "open";
  card:
    | "board" | "group" | "org" | "kind" | "text" | "lang" | "answers" | "into" | "hidden" | "pending" | "reworded"
    | "original" | "paper" | "edited" | "at" | "reason" | "author" | "withdrawn";
  reaction: "card" | "kind";
  reactions: "card" | "counts";
  round: "number" | "method" | "budget" | "cap" | "live" | "late" | "board" | "state";
  ballot: "round" | "subject" | "dots";
  handed: "round" | "at";
  tally: "round" | "subject" | "votes" | "voters" | "hands";
  hands: "round" | "present" | "counts" | "by" | "at";
  progress: "group" | "people" | "cards" | "kinds" | "writers" | "voters" | "handed" | "seats";
  roll: "board" | "group" | "unwritten" | "unvoted";
  report: "board" | "group" | "cards" | "summary";
  submission: "board" | "group" | "number" | "at" | "cards" | "summary" | "changes" | "people";
  spotlight: "board" | "group" | "room" | "card" | "kind" | "text" | "lang" | "at";
  presentation: "board" | "group" | "at" | "card" | "summary" | "cards";
  vision:
    | "counting" | "chosen" | "k" | "of" | "round" | "polling" | "telling" | "voted" | "floor" | "handed" | "sort"
    | "langs" | "theme" | "hold" | "held";
  theme:
    | "title" | "colour" | "position" | "parked" | "joined" | "cards" | "groups" | "votes" | "hands" | "numbers";
  note: "theme" | "text";
  source:
    | "text" | "lang" | "kind" | "answers" | "theme" | "card" | "group" | "org" | "merged" | "votes" | "voters"
    | "hands" | "position";
  refusal: "cards";
  synonym: "words";
  clarification: "subject" | "text" | "at";
  photo: "board" | "group" | "card" | "width" | "height" | "caption" | "at" | "hidden" | "withdrawn";
  reply: "card" | "text" | "lang" | "place" | "at" | "hidden" | "reason" | "author" | "withdrawn";
};
