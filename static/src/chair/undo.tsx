/** Every act can be taken back: a toast after each, and a sentence when others have built on it since. */
import { effect, signal, type Signal, untracked } from "@preact/signals";
import { t, type Deed, type Id } from "../core/client";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { act } from "./act";
import { useRoom, type Room } from "./room";
import { hour, sayDeed } from "./words";
import { closing } from "../ui/close";

/** A deed that others have built on, and theirs: waiting for the chair's word. */
interface Standing {
  deed: Id;
  later: readonly Id[];
}
const builtOn = signal<Standing | undefined>(undefined);

export const deeds = (room: Room): readonly Deed[] => room.client.all("deed").value;

/** As `workshop/features/opening` names a chair who gave no name. */
const NAMELESS = ["ປະທານ", "Chair"];

/** Who did it, by name. */
export function doer(room: Room, deed: Deed): string {
  if (deed.by === null) return "";
  const who = room.person.value.get(deed.by);
  const name = who?.name ?? "";
  // Who opened the workshop without a name is called so in its language; whoever reads it in another reads theirs.
  return NAMELESS.includes(name) && who?.role === "chair" ? t("role.chair") : name;
}

const isMine = (room: Room, deed: Deed): boolean => deed.by !== null && deed.by === room.client.me.value.person;

/** Steps of the desk itself: what was done with themes and cards. The keys take these back, and nothing else. */
export const ofDesk = (deed: Deed): boolean => /^(theme|hint|synonym|clarification)\.|^card\.park$/.test(deed.name);

/** Neither tables, people nor the screen are moved by taking it back. What a name does not say is asked about. */
const QUIET = /^(card|reply|photo|org|call)\.|^step\.(add|edit|drop)$|^workshop\.edit$|^vision\.count$/;
export const asksFirst = (deed: Deed): boolean => !ofDesk(deed) && !QUIET.test(deed.name);

/** A step that moves tables, people or the screen, waiting for the chair's yes. */
const doubted = signal<{ deed: Id } | undefined>(undefined);

/** Take a step back; one that moves tables, people or the screen is asked about first. */
export async function undo(room: Room, id: Id): Promise<void> {
  const deed = deeds(room).find((one) => one.id === id);
  if (deed && !deed.undone && asksFirst(deed)) doubted.value = { deed: id };
  else await takeBack(room, id);
}

async function takeBack(room: Room, id: Id, asked?: Standing): Promise<void> {
  const together = asked !== undefined;
  if (backOf(room).peek().has(id) && !asked) return;
  turned(room, id, true);
  const reply = await act(room.client, "deed.undo", together ? { deed: id, together } : { deed: id }, true);
  if (reply.refused) turned(room, id, false);
  if (reply.refused === "built_on") {
    builtOn.value = { deed: id, later: reply.deeds ?? [] };
    return;
  }
  if (asked) closing(builtOn, asked, undefined)();
  const done = deeds(room).find((deed) => deed.id === id);
  if (reply.refused) toast(reply.say);
  else if (done) {
    if (ofDesk(done)) taken = [...taken, id];
    const say = t("history.undone_what", { what: sayDeed(room, done) });
    toast(say, { label: t("history.redo"), act: () => void redo(room, id) });
  }
}

export async function redo(room: Room, id: Id): Promise<void> {
  taken = taken.filter((one) => one !== id);
  turned(room, id, false);
  const reply = await act(room.client, "deed.redo", { deed: id });
  const done = deeds(room).find((deed) => deed.id === id);
  if (!reply.refused && done) toastDeed(room, done);
}

/** Taken back here, as the record will say in a moment: the next press means the step before. */
const backs = new WeakMap<Room, Signal<ReadonlySet<Id>>>();
function backOf(room: Room): Signal<ReadonlySet<Id>> {
  let found = backs.get(room);
  if (!found) backs.set(room, (found = signal(new Set())));
  return found;
}
function turned(room: Room, id: Id, away: boolean): void {
  const now = new Set(backOf(room).peek());
  if (away) now.add(id);
  else if (!now.delete(id)) return;
  backOf(room).value = now;
}

/** The newest of one's own steps that still stands. */
export const lastOf = (room: Room, which: (deed: Deed) => boolean = () => true): Deed | undefined =>
  deeds(room)
    .filter((deed) => isMine(room, deed) && !deed.undone && !backOf(room).value.has(deed.id) && which(deed))
    .at(-1);

/** Steps of the desk that were taken back here, the newest last. */
let taken: readonly Id[] = [];
/** A press that waits for its answer: the next one would take the same step back again. */
let turning = false;

/** By key: the newest of one's own steps on the desk. */
export async function undoDesk(room: Room): Promise<void> {
  const last = lastOf(room, ofDesk);
  if (!last) return void toast(t("history.nothing"));
  await turn(() => takeBack(room, last.id));
}

/** By key: what was taken back last. */
export async function redoDesk(room: Room): Promise<void> {
  const last = taken.at(-1);
  if (last === undefined) return void toast(t("history.nothing_redo"));
  await turn(() => redo(room, last));
}

async function turn(work: () => Promise<void>): Promise<void> {
  if (turning) return;
  turning = true;
  await work().finally(() => (turning = false));
}

/** Steps that are said now, with how to stop saying them: one that was undone elsewhere offers no Undo any more. */
const said = new Map<Id, () => void>();

function toastDeed(room: Room, deed: Deed): void {
  said.set(deed.id, toast(sayDeed(room, deed), { label: t("history.undo"), act: () => void undo(room, deed.id) }));
}

function hushUndone(room: Room, all: readonly Deed[]): void {
  for (const deed of all) {
    if (!deed.undone) continue;
    turned(room, deed.id, false); // the record says so itself now
    if (!said.has(deed.id)) continue;
    said.get(deed.id)!();
    said.delete(deed.id);
  }
}

/** Say each new step of one's own, with its way back. Returns how to stop. */
export function toastDeeds(room: Room): () => void {
  let seen: Id | undefined;
  return effect(() => {
    const all = deeds(room);
    if (!room.client.status.value.everJoined) return;
    const before = seen;
    seen = Math.max(before ?? 0, all.at(-1)?.id ?? 0);
    // What was done before this page opened is history, not news.
    if (before === undefined) return;
    const fresh = all.filter((deed) => deed.id > before && isMine(room, deed) && !deed.undone);
    // Untracked: the sentence reads names, and a renamed theme is no new deed.
    untracked(() => {
      if (fresh.length > 0) taken = []; // what was done since is the way on now
      hushUndone(room, all);
      fresh.slice(-2).forEach((deed) => toastDeed(room, deed));
    });
  });
}

/** Before tables, people or the screen are moved: what exactly would be taken back. */
export function Doubted() {
  const room = useRoom();
  const asked = doubted.value;
  const deed = deeds(room).find((one) => one.id === asked?.deed);
  if (!asked || !deed || deed.undone) return null;
  const close = closing(doubted, asked, undefined);
  return (
    <Sheet title={t("history.sure")} onClose={close}>
      <p class="strong">
        <span class="num soft">{hour(deed.at)}</span> {sayDeed(room, deed)}
      </p>
      <p>{t("history.sure_say")}</p>
      <div class="row">
        <Button
          look="main"
          onTap={() => {
            close();
            void takeBack(room, deed.id);
          }}
        >
          {t("history.undo")}
        </Button>
        <Button onTap={close}>{t("history.leave")}</Button>
      </div>
    </Sheet>
  );
}

/** "Others have built on this": which steps, and the offer to take them back together, all or none. */
export function BuiltOn() {
  const room = useRoom();
  const asked = builtOn.value;
  if (!asked) return null;
  const later = deeds(room).filter((deed) => asked.later.includes(deed.id));
  const close = closing(builtOn, asked, undefined);
  return (
    <Sheet title={t("history.built_on")} onClose={close}>
      <p>{t("history.built_on_say", { n: asked.later.length })}</p>
      <ul class="stack-tight">
        {later.map((deed) => (
          <li key={deed.id} class="deed">
            <span class="num soft">{hour(deed.at)}</span>
            <span>{sayDeed(room, deed)}</span>
            <span class="soft">{doer(room, deed)}</span>
          </li>
        ))}
      </ul>
      <div class="row">
        <Button look="main" onTap={() => void takeBack(room, asked.deed, asked)}>
          {t("history.undo_together", { n: asked.later.length + 1 })}
        </Button>
        <Button onTap={close}>{t("history.leave")}</Button>
      </div>
    </Sheet>
  );
}
