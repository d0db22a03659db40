/**
 * How it travels. The only file that knows Socket.IO: websocket first, polling where that is blocked, plain HTTP where
 * neither gets through. It joins anew on every connection and never trusts a silence.
 */
import { io } from "socket.io-client";
import { asReply, type Http } from "./http";
import type { PresenceOf } from "./presence";
import { type Clock, wallClock } from "./time";
import type { Delta, Heads, Refused, Reply, StreamAnswer, Welcome } from "./types";

/** ms. A command's answer waits for a durable commit behind others; a join may bring a whole workshop. */
const ANSWER = 6_000;
const JOIN = 10_000;
/** So many questions without an answer: of what a polling browser sends in one POST a server may take sixteen. */
const AT_ONCE = 8;
/** After a wake the socket must speak within this, or it is taken for dead. */
const PROBE = 3_000;
/** Slept longer than this: the server has likely given the socket up, so do not even ask. */
const SLEPT = 60_000;
/** The server's heartbeat comes every 15 s; a longer silence is looked into. */
const SILENCE = 25_000;
/** Turned away, then perhaps let in again: knock so often. */
const KNOCK = 30_000;
/** So long without a socket, then HTTP, at every tick. */
const FALL_BACK = 8_000;
/** The server's clock is asked for at least so often: it may be set too, and a device may sleep unnoticed. */
const MEASURE = 30_000;
/** A wall clock and a steady one that part by more than this between two looks: one stood still, or the other was set. */
const PARTED = 500;

export type LinkNeeds = {
  base: string;
  code: string;
  build: string;
  clock: Clock;
  http: Http;
  token(): string | undefined;
  lang(): string;
  have(): Heads;
  /** May be called again and again: at each connection, and at each HTTP poll. `have` is what was sent. */
  welcome(welcome: Welcome, have: Heads): void;
  /** The server's clock, true at some moment since `asked`. */
  heard(now: number, asked: number): void;
  /** What now: again at once, as somebody else; now and then, for one may be let in again; or not before one is asked to. */
  refused(why: Refused): "again" | "knock" | "rest";
  deltas(deltas: Delta[]): void;
  heads(heads: Heads): void;
  presence(news: PresenceOf): void;
  online(online: boolean): void;
  /** The connection ended, and with it the order of what it told. */
  lost(): void;
};

export type Link = {
  /** Undefined: no answer came. */
  command(id: string, name: string, data: Record<string, unknown>): Promise<Reply | undefined>;
  resume(have: Heads): Promise<Record<string, StreamAnswer> | undefined>;
  /** Is the page looked at? */
  see(looking: boolean): void;
  /** All that `heads` spoke of is here. */
  keepsUp(): void;
  /** How many wishes have been waiting for a while. */
  stuck(waiting: number): void;
  /** A new connection, as another person or because this one is not believed. */
  renew(): void;
  /** Is it alive? Asks, catches up with the answer, and renews without one. */
  probe(asleep: number): void;
  /** A guest has no command to say so: a join tells the language in which refusals are to come. */
  speak(): void;
  /** Called every few seconds while the page is seen. */
  tick(): void;
};

export function openLink(needs: LinkNeeds): Link {
  const { clock, http } = needs;
  const socket = io(needs.base || location.origin, {
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 4_000,
    timeout: 5_000,
    forceNew: true,
  });
  let joined = false;
  let byHttp = false;
  let stopped = false;
  let stoppedAt = 0;
  let knocks = true;
  let heardAt = clock.now();
  let downAt = clock.now();
  let joining = false;
  let looking = typeof document === "undefined" || !document.hidden;
  let polling = false;
  let waiting = 0;
  let measuredAt = -Infinity;
  let apart = wallClock.now() - clock.now();
  // How long to wait when the server hung up in so many words.
  let pause = 500;
  let spoken = "";
  let asked = 0;
  const queue: (() => void)[] = [];

  const ask = async (event: string, body: unknown, ms: number): Promise<unknown> => {
    if (asked >= AT_ONCE) await new Promise<void>((go) => queue.push(go));
    else asked++;
    try {
      if (!socket.connected) return undefined;
      const answer: unknown = await socket.timeout(ms).emitWithAck(event, body);
      heardAt = clock.now();
      return answer;
    } catch {
      return undefined;
    } finally {
      const next = queue.shift();
      if (next) next();
      else asked--;
    }
  };

  const tell = (): void => needs.online(joined || byHttp);

  /** What this phone says of itself: always the whole of it. Mostly no answer is waited for. */
  const present = (more: { behind?: number } = {}): void => {
    if (joined) socket.emit("presence", presence(more));
  };
  const presence = (more = {}) => ({ see: looking ? "board" : "away", ...(waiting && { waiting }), ...more });

  function measured(now: number, asked: number): void {
    measuredAt = clock.now();
    needs.heard(now, asked);
  }

  /** What time is it at the server? Asked in passing, with what this phone says of itself. */
  async function measure(): Promise<void> {
    const asked = (measuredAt = clock.now());
    const answer = (await ask("presence", presence(), ANSWER)) as { now?: number } | undefined;
    if (answer?.now) measured(answer.now, asked);
  }

  /** Take the answer to a join; false when it was a no, which has then been dealt with. */
  function greeted(answer: Welcome | Refused, have: Heads, asked: number, again: () => void): boolean {
    if (!("refused" in answer)) {
      measured(answer.now, asked);
      needs.welcome(answer, have);
      return true;
    }
    if (answer.retry_after !== undefined) clock.after(1_000 * answer.retry_after, again);
    else turnedAway(answer);
    return false;
  }

  function turnedAway(why: Refused): void {
    const next = needs.refused(why);
    if (next === "again") return void clock.after(0, renew);
    knocks = next === "knock";
    stop();
  }

  async function join(ms: number): Promise<void> {
    if (joining) return;
    joining = true;
    const [have, asked, connection, token] = [needs.have(), clock.now(), socket.id, needs.token()];
    spoken = needs.lang();
    const body = { code: needs.code, build: needs.build, have, lang: spoken, ...(token && { token }) };
    const answer = (await ask("join", body, ms)) as Welcome | Refused | undefined;
    joining = false;
    if (socket.id !== connection) return socket.connected ? join(JOIN) : undefined; // the connection before's
    if (token !== needs.token()) return join(JOIN); // somebody else by now, or the same by a new token
    // Not all at once: a server that is late for one phone is late for the whole room.
    if (!answer) return void clock.after(Math.random() * 1_000, () => socket.id === connection && renew());
    joined = greeted(answer, have, asked, () => void join(JOIN));
    if (joined) byHttp = false;
    if (!looking || waiting) present();
    tell();
    if (joined && spoken !== needs.lang()) void join(JOIN); // switched while the answer was on its way
  }

  function down(): void {
    if (joined) downAt = clock.now();
    joined = false;
    needs.lost();
    tell();
  }

  function stop(): void {
    stopped = true;
    stoppedAt = clock.now();
    byHttp = false;
    socket.disconnect();
  }

  function renew(): void {
    stopped = false;
    down();
    socket.disconnect();
    socket.connect();
  }

  async function poll(): Promise<void> {
    polling = true;
    const [have, asked, token] = [needs.have(), clock.now(), needs.token()];
    const answer = await http.streams(have, ANSWER);
    polling = false;
    if (joined || stopped || token !== needs.token()) return;
    byHttp = !!answer && greeted(answer, have, asked, () => undefined);
    tell();
  }

  socket.on("connect", () => void join(JOIN));
  socket.on("connect_error", ({ message }) => {
    // A proxy that swallows websockets without a word: next time polling goes first, and tries to upgrade at leisure.
    if (message === "timeout") (socket.io.opts.transports as string[]).reverse();
  });
  socket.on("disconnect", (why) => {
    down();
    // Socket.IO reconnects by itself, except when one side hung up in so many words.
    if (why === "io server disconnect" && !stopped) clock.after(pause, () => stopped || socket.connect());
    pause = 500;
  });
  socket.on("bye", ({ why }: { why: string }) => {
    // After a restart the whole room comes back: spread over a second and a half, all are greeted in time.
    pause = why === "restart" ? 200 + Math.random() * 1_500 : 0;
    if (why !== "removed") return;
    turnedAway({ refused: "removed", say: "" });
  });
  socket.on("deltas", (text: string) => {
    heardAt = clock.now();
    needs.deltas(JSON.parse(text) as Delta[]);
  });
  socket.on("heads", (heads: Heads) => {
    heardAt = clock.now();
    needs.heads(heads);
  });
  socket.on("presence", (news: PresenceOf) => needs.presence(news));
  socket.io.on("ping", () => {
    heardAt = clock.now();
  });

  return {
    async command(id, name, data) {
      if (!joined) return byHttp ? http.command(id, name, data, ANSWER) : undefined;
      const reply = asReply(await ask("command", { id, name, data }, ANSWER));
      if (!reply && joined) void join(PROBE);
      return reply;
    },
    async resume(have) {
      const answer = (await ask("resume", { have }, ANSWER)) as { streams: Record<string, StreamAnswer> } | Refused | undefined;
      return answer && !("refused" in answer) ? answer.streams : undefined;
    },
    see(now) {
      looking = now;
      present();
    },
    keepsUp: () => present({ behind: 0 }),
    stuck(now) {
      waiting = now;
      present();
    },
    renew,
    probe(asleep) {
      if (stopped && !knocks) return;
      if (stopped || !socket.connected || asleep > SLEPT) renew();
      else if (joined) void join(PROBE);
    },
    speak() {
      if (joined && spoken !== needs.lang()) void join(JOIN);
    },
    tick() {
      if (stopped) return knocks && clock.now() - stoppedAt > KNOCK ? renew() : undefined;
      const parted = Math.abs(apart - (apart = wallClock.now() - clock.now())) > PARTED;
      if (joined && clock.now() - heardAt > SILENCE) void join(PROBE);
      else if (joined && (parted || clock.now() - measuredAt > MEASURE)) void measure();
      if (!joined && !polling && clock.now() - downAt > FALL_BACK) void poll();
    },
  };
}
