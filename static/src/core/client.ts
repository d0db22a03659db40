/**
 * The browser's one way to the workshop: read records as signals, send commands, keep what waits.
 * Everything a face needs is here; only link.ts knows how it travels, and nothing here knows a record's type.
 */
import { batch, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Client, OutboxItem } from "./api";
import { boot } from "./boot";
import { openDrafts } from "./drafts";
import { openHttp } from "./http";
import { link as brought, linkToken, openIdentity } from "./identity";
import { newId } from "./ids";
import { joinOnce } from "./joining";
import { Lease } from "./lease";
import { openLink, type Link } from "./link";
import { Outbox } from "./outbox";
import { Parcels } from "./parcels";
import { openPresence, openUpkeep, tellStuck } from "./presence";
import { Records } from "./records";
import { reloadWhenIdle } from "./renewal";
import { renewed } from "./renewing";
import { allowed } from "./rules";
import { browserDatabase, openShelf } from "./shelf";
import { openStatus } from "./status";
import { store } from "./store";
import { asLang, lang, setLang, t, wishedLang, wishes } from "./strings";
import { ServerTime, steadyClock, wallClock } from "./time";
import type { Answer, Command, Face, Fields, Heads, Lang, Me, Refused, Reply, Rules, Subject, Welcome } from "./types";
import { onWake } from "./wake";

export * from "./types";
export type { Client, JoinForm, OutboxItem, Status } from "./api";
export type { OutboxState } from "./outbox";
export type { Parcel, ParcelState } from "./parcels";
export type { Presence, Sight } from "./presence";
export { lang, setLang, t } from "./strings";
export { boot } from "./boot";

type Renewed = Promise<Answer<"person.renew"> | undefined>;

/** How long `send` keeps trying before it says "offline", ms. */
const PATIENCE = 15_000;

let page: Client | undefined;

/** This page's one client, for what is shared by all faces. */
export function pageClient(): Client {
  if (!page) throw new Error("the client is not started");
  return page;
}

/** `as`: whose token it is, where a face is open to somebody of another (a helper at the chair's desk). */
export function startClient({ face, code, as = face }: { face: Face; code: string; as?: Face }): Client {
  const clock = steadyClock;
  const place = `ws:${code}:${face}`;
  const identity = openIdentity(store, code, as, as === face && brought.taken ? linkToken : undefined);
  const http = openHttp(boot.base, code, identity.token);
  const asGuest = openHttp(boot.base, code, () => undefined);
  const time = new ServerTime(clock, wallClock.now() - clock.now());

  const me = signal<Me>({ kind: "guest", workshop: 0 });
  const rules = signal<Rules>({});
  const records = new Records(clock, (have) => link.resume(have), () => {
    outbox.settle();
    parcels.settle();
    upkeep.look();
  });
  const upkeep = openUpkeep((heads) => records.reached(heads), () => link.keepsUp());
  const { presence, hear, forget } = openPresence();

  const drafts = openDrafts(store, `${place}:draft:${identity.person()}:`);
  const lease = new Lease(store, `${place}:lease`, wallClock, newId(), () => document.hidden);
  const outbox: Outbox = new Outbox({ store, clock, lease, deliver, seen: (heads) => records.reached(heads) });
  outbox.turn(`${place}:out:${identity.person()}:`);
  const carrier = new Lease(store, `${place}:carrier`, wallClock, newId(), () => document.hidden);
  const parcels = new Parcels({
    shelf: openShelf(browserDatabase()),
    store,
    news: `${place}:parcels`,
    clock,
    lease: carrier,
    upload: http.upload,
    deliver,
    seen: (heads) => records.reached(heads),
  });
  parcels.turn(`${place}:${identity.person()}`);
  let renewing = false;
  const standing = openStatus(clock, outbox.waiting, () => time.now());

  const link: Link = openLink({
    base: boot.base,
    code,
    build: boot.build,
    clock,
    http,
    token: identity.token,
    lang: () => wishedLang() ?? lang.value,
    have: () => records.have(),
    heard: (now, asked) => time.heard(now, asked),
    welcome: welcomed,
    refused: turnedAway,
    deltas: (deltas) => records.take(deltas),
    heads(heads) {
      records.heads(heads);
      upkeep.told(heads);
    },
    presence: (news) => hear(news, clock.now()),
    online(now) {
      standing.online(now);
      outbox.setOpen(now);
      parcels.setOpen(now);
    },
    lost() {
      records.lost();
      upkeep.forget();
      forget(clock.now());
    },
  });

  // coming in

  function welcomed(answer: Welcome, have: Heads): void {
    batch(() => {
      const whose = answer.me.person ?? "guest";
      identity.is(answer.me.person);
      drafts.turn(`${place}:draft:${whose}:`);
      outbox.turn(`${place}:out:${whose}:`);
      parcels.turn(`${place}:${whose}`);
      me.value = answer.me;
      rules.value = answer.rules;
      standing.joined();
      records.welcome(have, answer.streams);
    });
    if (!wishedLang() && asLang(answer.me.lang)) void setLang(answer.me.lang!, false);
    void speak(wishedLang());
    if (boot.build && answer.build !== boot.build) reloadWhenIdle(answer.build, () => outbox.waiting.value > 0 || parcels.busy());
  }

  function turnedAway(why: Refused): "again" | "knock" | "rest" {
    if (renewing && why.refused === "renewed") return "rest"; // by what this page goes on is on its way
    if (why.refused === "not_found" && identity.token()) {
      // The token is nobody's any more (a new one was issued, or a new database): a guest again, who can come back by
      // code. What waits stays stored under that person.
      identity.keep(undefined);
      return "again";
    }
    // Said until it was read; then this is a guest again, who can come in by the new link or by the personal code.
    const ended = why.refused === "renewed" || why.refused === "united";
    const invitation = identity.token()?.[0] === "i";
    if (ended) identity.keep(undefined);
    standing.turnedAway({ code: why.refused, say: why.say || t(`err.${why.refused}`), ...(invitation && { invitation }) });
    return ended ? "rest" : "knock";
  }

  /** Commands that make this browser somebody: the token is stored before anybody is told. */
  async function become<N extends "person.join" | "person.return">(name: N, data: Fields<N>, id?: string): Promise<Answer<N>> {
    const reply = await send(name, data, id);
    if (reply.refused === undefined) beSomebody(reply.ok.token);
    return reply;
  }

  /**
   * By the personal code. Who is somebody already comes as a guest, by HTTP beside the socket: nothing of who they are
   * now is touched before the code is found good, and the way back to them is kept.
   */
  async function comeBack(personal: string): Promise<Answer<"person.return">> {
    if (me.peek().kind !== "person") return become("person.return", { code: personal });
    const asked = (await asGuest.command(newId(), "person.return", { code: personal }, PATIENCE)) as Answer<"person.return"> | undefined;
    if (!asked) return { refused: "offline", say: t("st.offline") };
    if (asked.refused === undefined) {
      identity.lend(asked.ok.token);
      link.renew();
    }
    // The server does not know a guest's language.
    return asked.refused === undefined ? asked : { ...asked, say: t(`err.${asked.refused}`) };
  }

  /** Every other phone and link of this person ends; this page goes on, and other pages of this browser with it. */
  async function renew(): Promise<Answer<"person.renew">> {
    const id = newId();
    const old = identity.token();
    const asOld = openHttp(boot.base, code, () => old);
    renewing = true;
    const ways = {
      byLink: () => link.command(id, "person.renew", {}) as Renewed,
      byHttp: () => asOld.command(id, "person.renew", {}, PATIENCE / 3) as Renewed,
    };
    const { reply, whole } = await renewed(ways, clock, PATIENCE);
    renewing = false;
    if (reply && reply.refused === undefined) identity.renewed(reply.ok.token);
    if (!whole) link.renew();
    return reply ?? { refused: "offline", say: t("st.offline") };
  }

  async function leave(): Promise<Answer<"person.leave">> {
    const reply = await send("person.leave", {});
    if (reply.refused === undefined) beSomebody(undefined);
    return reply;
  }

  function beSomebody(token: string | undefined): void {
    identity.keep(token);
    link.renew();
  }

  // commands

  async function deliver(id: string, name: string, data: Record<string, unknown>): Promise<Reply | undefined> {
    const reply = await link.command(id, name, data);
    if (reply && reply.refused === undefined && reply.heads) records.heads(reply.heads);
    return reply;
  }

  async function send<N extends Command>(name: N, data: Fields<N>, id = newId()): Promise<Answer<N>> {
    const deadline = clock.now() + PATIENCE;
    for (;;) {
      const reply = await deliver(id, name, data as Record<string, unknown>);
      if (reply) return reply as Answer<N>;
      const why = standing.refusal();
      if (why) return { refused: why.code, say: why.say }; // turned away: no use waiting
      if (clock.now() > deadline) return { refused: "offline", say: t("st.offline") };
      await new Promise<void>((go) => clock.after(250, go));
    }
  }

  /** Refusals come in the person's language, so the server hears of a switch, also of one made offline. */
  async function speak(wish: Lang | undefined): Promise<void> {
    const known = me.peek();
    if (wish && known.kind !== "person") link.speak();
    if (!wish || known.kind !== "person" || known.lang === wish) return;
    me.value = { ...known, lang: wish };
    await send("person.speak", { lang: wish });
  }

  function may(command: string, subject: Subject = {}): boolean {
    const { view } = records;
    const at = subject.at === undefined ? undefined : (view.one(subject.at).value as Subject | undefined);
    const mine = subject.mine ?? (subject.key !== undefined && view.mine(subject.key) ? true : undefined);
    const about = { ...(at && { phase: at.phase, locked: at.locked }), ...subject, ...(mine && { mine }) } as Subject;
    const workshop = view.one(`workshop:${me.value.workshop}`).value as { state?: string } | undefined;
    return allowed(rules.value, me.value, command, about, workshop?.state === "closed");
  }

  tellStuck(outbox.waiting, clock, (waiting) => link.stuck(waiting));
  identity.watch(() => renewing || link.renew());
  onWake(
    (asleep) => {
      outbox.rescan();
      void parcels.rescan();
      link.probe(asleep);
      link.see(true);
    },
    () => link.tick(),
  );
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return;
    link.see(false);
    lease.release();
    carrier.release();
  });
  addEventListener("pagehide", () => (lease.release(), carrier.release()));

  // The first language is what this device asked for, else the page's.
  void setLang(wishedLang() ?? asLang(document.documentElement.lang) ?? "lo", false);
  effect(() => void speak(wishes.value));

  return (page = {
    face,
    code,
    me,
    rules,
    status: standing.status,
    presence,
    all: (type: string) => records.view.all(type) as ReadonlySignal<never>,
    one: (key) => records.view.one(key) as ReadonlySignal<never>,
    mine: (key) => records.view.mine(key),
    send: (name, data) => send(name, data),
    // Names and fields were looked at where they were given: what carries them knows none.
    post: (name, data, options) => outbox.post(name, data, options?.label) as OutboxItem<never>,
    outbox: outbox.items as ReadonlySignal<readonly OutboxItem[]>,
    retry: (id) => outbox.retry(id) as OutboxItem | undefined,
    dismiss: (id) => outbox.dismiss(id) as OutboxItem | undefined,
    parcels,
    may,
    now: () => time.now(),
    join: (form) => joinOnce(store, `${place}:joining`, form, (id) => become("person.join", form, id)),
    joining: () => store.get(`${place}:joining`) !== null,
    comeBack,
    renew,
    leave,
    putAway: () => beSomebody(undefined),
    before: identity.before,
    goBack() {
      identity.goBack();
      link.renew();
    },
    reconnect: () => link.renew(),
    draft: (id) => drafts.draft(id),
    get: async <T>(path: string) => (await http.get(path, PATIENCE)) as T | undefined,
    picture: (path) => http.picture(path, PATIENCE),
    file: (path) => http.file(path, 4 * PATIENCE),
  });
}
