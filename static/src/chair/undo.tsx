/** Every act can be taken back: a toast after each, and a sentence when others have built on it since. */
import { effect, signal, untracked } from "@preact/signals";
import { t, type Deed, type Id } from "../core/client";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { act } from "./act";
import { useRoom, type Room } from "./room";
import { hour, sayDeed } from "./words";

/** A deed that others have built on, and theirs: waiting for the chair's word. */
const builtOn = signal<{ deed: Id; later: Id[] } | undefined>(undefined);

export const deeds = (room: Room): readonly Deed[] => room.client.all("deed").value;

/** As `workshop/features/opening` names a chair who gave no name. */
const NAMELESS = ["ປະທານ", "Chair"];

/** Who did it: a person's id, or their id and name. */
export function doer(room: Room, deed: Deed): string {
  const by = deed.by as unknown as Id | { id: Id; name: string } | null;
  if (by === null) return "";
  const name = typeof by === "number" ? (room.person.value.get(by)?.name ?? "") : by.name;
  // Who opened the workshop without a name is called so in its language; whoever reads it in another reads theirs.
  return NAMELESS.includes(name) && room.person.value.get(doerOf(deed)!)?.role === "chair" ? t("role.chair") : name;
}

export function doerOf(deed: Deed): Id | undefined {
  const by = deed.by as unknown as Id | { id: Id } | null;
  return by === null ? undefined : typeof by === "number" ? by : by.id;
}

const isMine = (room: Room, deed: Deed): boolean =>
  doerOf(deed) !== undefined && doerOf(deed) === room.client.me.value.person;

export async function undo(room: Room, id: Id, together = false): Promise<void> {
  const reply = await act(room.client, "deed.undo", together ? { deed: id, together } : { deed: id }, true);
  if (reply.refused === "built_on") {
    builtOn.value = { deed: id, later: (reply.deeds as Id[] | undefined) ?? [] };
    return;
  }
  builtOn.value = undefined;
  const done = deeds(room).find((deed) => deed.id === id);
  if (reply.refused) toast(reply.say);
  else if (done) {
    const say = t("history.undone_what", { what: sayDeed(room, done) });
    toast(say, { label: t("history.redo"), act: () => void redo(room, id) });
  }
}

export async function redo(room: Room, id: Id): Promise<void> {
  const reply = await act(room.client, "deed.redo", { deed: id });
  const done = deeds(room).find((deed) => deed.id === id);
  if (!reply.refused && done) toastDeed(room, done);
}

/** Undo the newest of one's own steps that still stands. */
export function undoLast(room: Room): void {
  const last = deeds(room)
    .filter((deed) => isMine(room, deed) && !deed.undone)
    .at(-1);
  if (last) void undo(room, last.id);
  else toast(t("history.nothing"));
}

/** Steps that are said now, with how to stop saying them: one that was undone elsewhere offers no Undo any more. */
const said = new Map<Id, () => void>();

function toastDeed(room: Room, deed: Deed): void {
  said.set(deed.id, toast(sayDeed(room, deed), { label: t("history.undo"), act: () => void undo(room, deed.id) }));
}

function hushUndone(all: readonly Deed[]): void {
  for (const deed of all) {
    if (!deed.undone || !said.has(deed.id)) continue;
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
      hushUndone(all);
      fresh.slice(-2).forEach((deed) => toastDeed(room, deed));
    });
  });
}

/** "Others have built on this": which steps, and the offer to take them back together, all or none. */
export function BuiltOn() {
  const room = useRoom();
  const asked = builtOn.value;
  if (!asked) return null;
  const later = deeds(room).filter((deed) => asked.later.includes(deed.id));
  const close = () => {
    builtOn.value = undefined;
  };
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
        <Button look="main" onTap={() => void undo(room, asked.deed, true)}>
          {t("history.undo_together", { n: asked.later.length + 1 })}
        </Button>
        <Button onTap={close}>{t("history.leave")}</Button>
      </div>
    </Sheet>
  );
}
