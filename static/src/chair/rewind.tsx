/** Back to a point of the history: first what would be undone, in words; then all of it, or none. */
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t, type Id } from "../core/client";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { act } from "./act";
import { useRoom, type Room } from "./room";
import { Told } from "./told";
import { deeds, undo } from "./undo";
import { hour, sayDeed } from "./words";
import { closing } from "../ui/close";

/** Where one asked to go back to, with what the server says of it. */
interface Asked {
  deed: Id;
  /** Would be undone, the newest first. */
  undone: readonly Id[];
  /** Steps of another history that stand on those: they go first, or nothing does. */
  blocked: readonly Id[];
}

const asked = signal<Asked | undefined>(undefined);
/** What going back undid last, the newest first: it can be put back. */
const last = signal<readonly Id[]>([]);

/** What was asked last: an answer to an earlier question opens nothing. */
let asks = 0;

/** On the way: the steps that go meanwhile are ours. */
let going = false;

/** What would be undone? Nothing is done yet. `again`: somebody is reading the answer of a moment ago. */
export async function askBack(room: Room, deed: Id, again = false): Promise<void> {
  const mine = ++asks;
  const reply = await act(room.client, "deed.rewind", { deed, preview: true }, true);
  if (again && asked.peek()?.deed !== deed) return; // shut meanwhile
  if (mine !== asks) return; // another point was asked about since
  if (reply.refused === "built_on") asked.value = { deed, undone: [], blocked: reply.deeds ?? [] };
  else if (reply.refused !== undefined) toast(reply.say);
  else {
    const undone = reply.ok.undone;
    asked.value = undone.length > 0 ? { deed, undone, blocked: [] } : undefined;
    if (undone.length > 0) return;
    // What came after it belongs to other histories: "none" would be untrue beside the steps above it.
    const n = deeds(room).filter((one) => one.id > deed && !one.undone).length;
    toast(n > 0 ? t("history.back_kept", { n }) : t("history.back_none"));
  }
}

async function goBack(room: Room, from: Asked): Promise<void> {
  const { deed } = from;
  going = true;
  const reply = await act(room.client, "deed.rewind", { deed }, true);
  going = false;
  if (reply.refused === "built_on") {
    if (asked.peek() === from) asked.value = { deed, undone: [], blocked: reply.deeds ?? [] };
    return;
  }
  closing(asked, from, undefined)();
  if (reply.refused !== undefined) return void toast(reply.say);
  last.value = reply.ok.undone;
  toast(t("history.went_back", { n: last.value.length }), {
    label: t("history.put_all"),
    act: () => void putBack(room),
  });
}

/** All that going back undid, again, the oldest first. Where one cannot be, it is said, and what was put back stays. */
async function putBack(room: Room): Promise<void> {
  const wanted = [...last.peek()].reverse();
  last.value = [];
  for (const deed of wanted) {
    const known = deeds(room).find((one) => one.id === deed);
    if (known && !known.undone) continue;
    if ((await act(room.client, "deed.redo", { deed })).refused) return;
  }
}

/** In the history, after going back: what was undone, and the way forth again. */
export function LastBack() {
  const room = useRoom();
  const n = deeds(room).filter((deed) => deed.undone && last.value.includes(deed.id)).length;
  return (
    <div role="status">
      {n > 0 && (
        <p class="panel row-apart">
          <span class="num">{t("history.went_back", { n })}</span>
          <Button small onTap={() => void putBack(room)}>
            {t("history.put_all")}
          </Button>
        </p>
      )}
    </div>
  );
}

export function BackSheet() {
  const room = useRoom();
  useEffect(
    () => () => {
      // The history was shut: an answer that comes now would open with it the next time.
      asks++;
      asked.value = undefined;
    },
    [],
  );
  const it = asked.value;
  const to = it && deeds(room).find((deed) => deed.id === it.deed);
  if (!it || !to) return null;
  const close = closing(asked, it, undefined);
  return (
    <Sheet title={t("history.back")} onClose={close} page={it.blocked.length ? "blocked" : "preview"}>
      <Fresh deed={it.deed} />
      <p>
        <span class="num soft">{hour(to.at)}</span> {sayDeed(room, to)}
      </p>
      {it.blocked.length > 0 ? (
        <>
          <p class="strong">{t("history.back_blocked", { n: it.blocked.length })}</p>
          <Steps ids={it.blocked} turn />
          <Button onTap={close}>{t("history.leave")}</Button>
        </>
      ) : (
        <>
          <p class="strong num">{t("history.back_say", { n: it.undone.length })}</p>
          <Steps ids={it.undone} />
          <Kept deed={it.deed} undone={it.undone} />
          <div class="row">
            <Button look="main" onTap={() => void goBack(room, it)}>
              {t("history.back_do", { n: it.undone.length })}
            </Button>
            <Button onTap={close}>{t("history.leave")}</Button>
          </div>
        </>
      )}
    </Sheet>
  );
}

/** Later steps of other histories stay: whoever goes back is not left to find that out. */
function Kept({ deed, undone }: { deed: Id; undone: readonly Id[] }) {
  const n = deeds(useRoom()).filter((one) => one.id > deed && !one.undone && !undone.includes(one.id)).length;
  return n > 0 ? <p class="soft num">{t("history.back_kept", { n })}</p> : null;
}

/** While one reads, others work on: what would be undone is asked again when the steps are others. */
function Fresh({ deed }: { deed: Id }) {
  const room = useRoom();
  const now = deeds(room)
    .filter((one) => one.id > deed && !one.undone)
    .map((one) => one.id)
    .join();
  const seen = useRef(now);
  useEffect(() => {
    if (seen.current !== now && !going) void askBack(room, deed, true);
    seen.current = now;
  }, [now]);
  return null;
}

function Steps({ ids, turn }: { ids: readonly Id[]; turn?: boolean }) {
  const room = useRoom();
  const known = new Map(deeds(room).map((deed) => [deed.id, deed]));
  return (
    <ol class="history">
      {ids.map((id) => {
        const deed = known.get(id);
        if (!deed) return null;
        return (
          <li key={id} class="deed">
            <span class="num soft">{hour(deed.at)}</span>
            <Told deed={deed} />
            {turn && (
              <Button
                small
                look="bare"
                label={t("history.undo_what", { what: sayDeed(room, deed) })}
                onTap={() => void undo(room, id)}
              >
                {t("history.undo")}
              </Button>
            )}
          </li>
        );
      })}
    </ol>
  );
}
