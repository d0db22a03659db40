/**
 * The browser's one way to the workshop: read records as signals, send commands, keep what waits.
 * Everything a face needs is here; only link.ts knows how it travels, and nothing here knows a record's type.
 */
import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { boot } from "./boot";
import { CatchUp } from "./catchup";
import { openDrafts } from "./drafts";
import { openHttp } from "./http";
import { linkToken, openIdentity } from "./identity";
import { newId } from "./ids";
import { Lease } from "./lease";
import { openLink, type Link } from "./link";
import { Outbox, type OutboxItem } from "./outbox";
import { openPresence, type Presence } from "./presence";
import { reloadWhenIdle } from "./renewal";
import { cutOff, type Effect, headsOf, type Shelves, take, welcome } from "./replica";
import { allowed } from "./rules";
import { store } from "./store";
import { asLang, lang, setLang, t, wishedLang, wishes } from "./strings";
import { ServerTime, wallClock } from "./time";
import type { Delta, Face, Heads, Key, Lang, Me, Rec, RecordTypes, Refused, Reply, Rules, Subject, Welcome } from "./types";
import { View } from "./view";
import { onWake } from "./wake";

export * from "./types";
export type { OutboxItem, OutboxState } from "./outbox";
export type { Presence } from "./presence";
export { lang, setLang, t } from "./strings";
export { boot } from "./boot";

export type Status = {
  online: boolean;
  /** When `online` last changed, local ms. */
  since: number;
  /** The first snapshot has come: before this, show "connecting", not "nothing here". */
  everJoined: boolean;
  /** Outbox items not yet saved. */
  waiting: number;
  /** Offline for more than 5 s: now, and not before, show the banner. */
  stale: boolean;
  /** Removed by the chair or a leader: nothing more comes until `client.reconnect()` succeeds. */
  removed: boolean;
  /** Joining was refused (wrong code, closed door ...): a code, and a sentence for people. */
  refused?: { code: string; say: string };
};

export type JoinForm = { name: string; lang: Lang; org?: number; org_other?: string; group?: number };

export interface Client {
  readonly face: Face;
  readonly code: string;
  readonly me: ReadonlySignal<Me>;
  readonly rules: ReadonlySignal<Rules>;
  readonly status: ReadonlySignal<Status>;
  readonly presence: ReadonlySignal<Presence>;

  /** Every record of a type, merged over streams, sorted by id. The same signal each time. */
  all<T extends keyof RecordTypes>(type: T): ReadonlySignal<readonly RecordTypes[T][]>;
  all<T extends Rec>(type: string): ReadonlySignal<readonly T[]>;
  /** One record by key ("card:17"), or undefined. The same signal each time. */
  one<T extends Rec>(key: Key): ReadonlySignal<T | undefined>;
  /** Is it on one's own stream (own card, own ballot)? Reactive when read in a component. */
  mine(key: Key): boolean;

  /** Give a command now. Never rejects: without an answer in time it is refused with code "offline". */
  send(name: string, data?: Record<string, unknown>): Promise<Reply>;
  /** Put a command in the outbox: it survives reload and goes by itself. */
  post(name: string, data: Record<string, unknown>, options?: { label?: string }): OutboxItem;
  /** What is not yet seen in the records: waiting, sending, refused, and just saved until its delta came. */
  readonly outbox: ReadonlySignal<readonly OutboxItem[]>;
  /** Try a refused item again, as a new command. */
  retry(id: string): OutboxItem | undefined;
  /** Forget a refused or waiting item; it is handed back so that its text can go back to a draft. */
  dismiss(id: string): OutboxItem | undefined;

  /** May this person give this command to this subject now? The server's own table; reactive. */
  may(command: string, subject?: Subject): boolean;
  /** The server's clock, ms. */
  now(): number;

  /** Join as a new person. The token is kept before this resolves. */
  join(form: JoinForm): Promise<Reply>;
  /** Come back as a known person with the short personal code. */
  comeBack(code: string): Promise<Reply>;
  /** Leave the workshop on this device and forget the token. */
  leave(): Promise<Reply>;
  /** A link replaced an earlier identity on this device: until one joins anew, offer to go on as before. */
  readonly before: ReadonlySignal<boolean>;
  goBack(): void;
  /** Try again after `removed` or a refused join. */
  reconnect(): void;

  /** A typed text, kept per workshop, face and person; survives reload and refusal. The same signal each time. */
  draft(id: string): Signal<string>;
  /** GET below the product's own base with this identity, e.g. `/api/w/123456/links`. Undefined when it fails. */
  get<T>(path: string): Promise<T | undefined>;
}

/** How long `send` keeps trying before it says "offline", ms. */
const PATIENCE = 15_000;
/** A banner earlier than this cries wolf at every lift and corridor, ms. */
const BANNER = 5_000;
const FRAME = 16;

export function startClient({ face, code }: { face: Face; code: string }): Client {
  const clock = wallClock;
  const place = `ws:${code}:${face}`;
  const identity = openIdentity(store, code, face, linkToken);
  const http = openHttp(boot.base, code, identity.token);
  const time = new ServerTime(clock);

  // what is known
  const shelves: Shelves = new Map();
  const view = new View(shelves);
  const me = signal<Me>({ kind: "guest", workshop: 0 });
  const rules = signal<Rules>({});
  const { presence, hear, forget } = openPresence();
  const settled = (change: Effect): void =>
    batch(() => {
      view.refresh(change.touched);
      catchUp.gaps(change.behind);
      outbox.settle();
    });
  const catchUp = new CatchUp(shelves, clock, (stream, after) => link.resume(stream, after), settled);

  // Packets of one picture frame are drawn together: twenty busy groups send more packets than a screen has frames.
  const arrived: Delta[] = [];
  function unpack(): void {
    if (arrived.length) settled(take(shelves, arrived.splice(0)));
  }
  function heed(heads: Heads): void {
    unpack();
    catchUp.heads(heads);
  }

  // what waits
  const drafts = openDrafts(store, `${place}:draft:${identity.person()}:`);
  const lease = new Lease(store, `${place}:lease`, clock, newId(), () => document.hidden);
  const outbox: Outbox = new Outbox({ store, clock, lease, deliver, seen });
  outbox.turn(`${place}:out:${identity.person()}:`);

  // how it stands
  const online = signal(false);
  const since = signal(clock.now());
  const stale = signal(false);
  const everJoined = signal(false);
  const refusal = signal<{ code: string; say: string } | undefined>(undefined);
  const status = computed<Status>(() => ({
    online: online.value,
    since: since.value,
    everJoined: everJoined.value,
    waiting: outbox.waiting.value,
    stale: stale.value,
    removed: refusal.value?.code === "removed",
    ...(refusal.value && { refused: refusal.value }),
  }));

  let banner = (): void => undefined;
  function armBanner(): void {
    banner();
    const due = clock.now() + BANNER;
    // A timer that rings late slept with the phone: the connection gets its five seconds awake.
    const ring = (): void => (clock.now() - due > 2_000 ? armBanner() : void (stale.value = true));
    banner = clock.after(BANNER, ring);
  }
  armBanner();

  function setOnline(now: boolean): void {
    if (now === online.value) return;
    batch(() => {
      online.value = now;
      since.value = clock.now();
      if (now) stale.value = false;
    });
    if (now) banner();
    else armBanner();
    outbox.setOpen(now);
  }

  const link: Link = openLink({
    base: boot.base,
    code,
    build: boot.build,
    clock,
    http,
    token: identity.token,
    lang: () => lang.value,
    have() {
      unpack();
      return headsOf(shelves);
    },
    welcome: welcomed,
    refused: turnedAway,
    deltas(deltas) {
      if (!arrived.length) clock.after(FRAME, unpack);
      arrived.push(...deltas);
    },
    heads: heed,
    presence: (news) => hear(news, clock.now()),
    online: setOnline,
    lost() {
      unpack();
      cutOff(shelves);
      forget();
    },
  });

  function welcomed(answer: Welcome, have: Heads, asked: number): void {
    time.heard(answer.now, asked);
    batch(() => {
      me.value = answer.me;
      rules.value = answer.rules;
      everJoined.value = true;
      refusal.value = undefined;
      settled(welcome(shelves, have, answer.streams));
    });
    const whose = answer.me.person ?? "guest";
    identity.is(answer.me.person);
    drafts.turn(`${place}:draft:${whose}:`);
    outbox.turn(`${place}:out:${whose}:`);
    if (!wishedLang() && asLang(answer.me.lang)) void setLang(answer.me.lang!, false);
    void speak(wishedLang());
    if (boot.build && answer.build !== boot.build) reloadWhenIdle(answer.build, () => outbox.waiting.value > 0);
    link.see(!document.hidden);
  }

  function turnedAway(why: Refused): boolean {
    if (why.refused === "not_found" && identity.token()) {
      // The token is nobody's any more (another device took over, a new database): a guest again, who can come back
      // by code. What waits stays stored under that person.
      identity.keep(undefined);
      return true;
    }
    refusal.value = { code: why.refused, say: why.say || t(`err.${why.refused}`) };
    return false;
  }

  async function deliver(id: string, name: string, data: Record<string, unknown>): Promise<Reply | undefined> {
    const reply = await link.command(id, name, data);
    if (reply && reply.refused === undefined && reply.heads) heed(reply.heads);
    return reply;
  }

  function seen(heads: Heads): boolean {
    return Object.entries(heads).every(([stream, seq]) => (shelves.get(stream)?.seq ?? Infinity) >= seq);
  }

  async function send(name: string, data: Record<string, unknown> = {}, id = newId()): Promise<Reply> {
    const deadline = clock.now() + PATIENCE;
    for (;;) {
      const reply = await deliver(id, name, data);
      if (reply) return reply;
      if (refusal.value) return { refused: refusal.value.code, say: refusal.value.say }; // turned away: no use waiting
      if (clock.now() > deadline) return { refused: "offline", say: t("st.offline") };
      await new Promise<void>((go) => clock.after(250, go));
    }
  }

  /** Commands that make this browser somebody: the token is stored before anybody is told. */
  async function become(name: string, data: Record<string, unknown>, id?: string): Promise<Reply> {
    const reply = await send(name, data, id);
    if (reply.refused === undefined && reply.ok.token) {
      identity.keep(reply.ok.token);
      link.renew();
    }
    return reply;
  }

  // A second tap, or a try after "offline", is the same wish: the id stays while the form does, so nobody joins twice.
  let asked = { form: "", id: "" };
  function join(form: JoinForm): Promise<Reply> {
    const text = JSON.stringify(form);
    if (asked.form !== text) asked = { form: text, id: newId() };
    return become("person.join", form, asked.id);
  }

  async function leave(): Promise<Reply> {
    const reply = await send("person.leave");
    if (reply.refused !== undefined) return reply;
    identity.keep(undefined);
    link.renew();
    return reply;
  }

  /** Refusals come in the person's language, so the server hears of a switch, also of one made offline. */
  async function speak(wish: Lang | undefined): Promise<void> {
    const known = me.peek();
    if (!wish || known.kind !== "person" || known.lang === wish) return;
    me.value = { ...known, lang: wish };
    await send("person.speak", { lang: wish });
  }

  function may(command: string, subject: Subject = {}): boolean {
    const at = subject.at === undefined ? undefined : (view.one(subject.at).value as Subject | undefined);
    const mine = subject.mine ?? (subject.key !== undefined && view.mine(subject.key) ? true : undefined);
    const about = { ...(at && { phase: at.phase, locked: at.locked }), ...subject, ...(mine && { mine }) } as Subject;
    const workshop = view.one(`workshop:${me.value.workshop}`).value as { state?: string } | undefined;
    return allowed(rules.value, me.value, command, about, workshop?.state === "closed");
  }

  identity.watch(() => link.renew());
  onWake(
    (asleep) => {
      outbox.rescan();
      link.probe(asleep);
      link.see(true);
    },
    () => link.tick(),
  );
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return;
    link.see(false);
    lease.release();
  });
  addEventListener("pagehide", () => lease.release());
  // A private link opened over this very page changes only the fragment: begin anew, so that it is taken and removed.
  addEventListener("hashchange", () => location.hash.includes("t=") && location.reload());

  // The first language is what this device asked for, else the page's.
  void setLang(wishedLang() ?? asLang(document.documentElement.lang) ?? "lo", false);
  effect(() => void speak(wishes.value));

  return {
    face,
    code,
    me,
    rules,
    status,
    presence,
    all: (type: string) => view.all(type) as ReadonlySignal<never>,
    one: (key) => view.one(key) as ReadonlySignal<never>,
    mine: (key) => view.mine(key),
    send: (name, data) => send(name, data),
    post: (name, data, options) => outbox.post(name, data, options?.label),
    outbox: outbox.items,
    retry: (id) => outbox.retry(id),
    dismiss: (id) => outbox.dismiss(id),
    may,
    now: () => time.now(),
    join,
    comeBack: (personal) => become("person.return", { code: personal }),
    leave,
    before: identity.before,
    goBack() {
      identity.goBack();
      link.renew();
    },
    reconnect: () => link.renew(),
    draft: (id) => drafts.draft(id),
    get: async <T>(path: string) => (await http.get(path, PATIENCE)) as T | undefined,
  };
}
