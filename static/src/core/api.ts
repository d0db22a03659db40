/** What a face may ask of the client: all of it, and nothing else. */
import type { ReadonlySignal, Signal } from "@preact/signals";
import type { Posted } from "./outbox";
import type { Parcels } from "./parcels";
import type { Presence } from "./presence";
import type { Answer, Command, Face, Fields, Given, Key, Me, Rec, RecordTypes, Refused, Rules, Subject } from "./types";

/** `invitation`: of an invitation to lead, not of a person. */
export type Refusal = { code: Refused["refused"]; say: string; invitation?: boolean };

export type Status = {
  online: boolean;
  /** When `online` last changed, on the server's clock, ms. */
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
  refused?: Refusal;
};

export type JoinForm = Fields<"person.join"> & {
  /** False: say so if somebody of this name is here. True: this is another. */
  another: boolean;
  device: string;
};

/** What waits, with what it carries: asking for its name tells the fields. */
export type OutboxItem<N extends Command = Command> = N extends Command
  ? Omit<Posted, "name" | "data" | "reply"> & {
      readonly name: N;
      readonly data: Fields<N>;
      readonly reply: ReadonlySignal<Answer<N> | undefined>;
    }
  : never;

export interface Client {
  readonly face: Face;
  readonly code: string;
  readonly me: ReadonlySignal<Me>;
  readonly rules: ReadonlySignal<Rules>;
  readonly status: ReadonlySignal<Status>;
  readonly presence: ReadonlySignal<Presence>;

  /** Every record of a type, merged over streams, sorted by id. The same signal each time. */
  all<T extends keyof RecordTypes>(type: T): ReadonlySignal<readonly RecordTypes[T][]>;
  /** One record by key ("card:17"), or undefined. The same signal each time. */
  one<T extends Rec>(key: Key): ReadonlySignal<T | undefined>;
  /** Is it on one's own stream (own card, own ballot)? Reactive when read in a component. */
  mine(key: Key): boolean;

  /** Give a command now. Never rejects: without an answer in time it is refused with code "offline". */
  send<N extends Command, D extends Fields<N>>(name: N, data: Given<N, D>): Promise<Answer<N>>;
  /** Put a command in the outbox: it survives reload and goes by itself. */
  post<N extends Command, D extends Fields<N>>(name: N, data: Given<N, D>, options?: { label?: string }): OutboxItem<N>;
  /** What is not yet seen in the records: waiting, sending, refused, and just saved until its delta came. */
  readonly outbox: ReadonlySignal<readonly OutboxItem[]>;
  /** Try a refused item again, as a new command. */
  retry(id: string): OutboxItem | undefined;
  /** Forget a refused or waiting item; it is handed back so that its text can go back to a draft. */
  dismiss(id: string): OutboxItem | undefined;
  /** Large things on their way: bytes that are handed in first, each with the command that says what for. */
  readonly parcels: Pick<Parcels, "items" | "post" | "retry" | "dismiss">;

  /** May this person give this command to this subject now? The server's own table; reactive. */
  may(command: Command, subject?: Subject): boolean;
  /** The server's clock, ms. */
  now(): number;

  /** Join as a new person. The token is kept before this resolves. */
  join(form: JoinForm): Promise<Answer<"person.join">>;
  /** A wish to join was sent, and its answer has not come. */
  joining(): boolean;
  /** Come back as a known person with the short personal code; who was here before can be gone back to. */
  comeBack(code: string): Promise<Answer<"person.return">>;
  /** Put every other phone of this person out, and every link that opened the workshop as them. This page goes on. */
  renew(): Promise<Answer<"person.renew">>;
  /** Leave the workshop on this device and forget the token. */
  leave(): Promise<Answer<"person.leave">>;
  /** Whoever holds an invitation to lead goes on without it. */
  putAway(): void;
  /** A link or a personal code replaced an earlier identity on this device: offer to go on as before. */
  readonly before: ReadonlySignal<boolean>;
  goBack(): void;
  /** Try again after `removed` or a refused join. */
  reconnect(): void;

  /** A typed text, kept per workshop, face and person; survives reload and refusal. The same signal each time. */
  draft(id: string): Signal<string>;
  /** GET below the product's own base with this identity, e.g. `/api/w/123456/links`. Undefined when it fails. */
  get<T>(path: string): Promise<T | undefined>;
  /** The same for a picture: one that not everybody may see has no address that an `<img>` could ask for. */
  picture(path: string): Promise<Blob | undefined>;
  /** The same for a file to keep, with the name the server gives it. */
  file(path: string): Promise<{ blob: Blob; name: string } | undefined>;
}
