/** Groups that ask for the chair: told once in passing, counted in the rail, listed above the room until answered. */
import { BellRing, Check } from "lucide-preact";
import { effect, untracked } from "@preact/signals";
import { t, type Call, type Group, type Id } from "../core/client";
import { Button } from "../ui/button";
import { tick } from "../ui/clock";
import { Icon } from "../ui/icons";
import { GroupSign } from "../ui/marks";
import { toast } from "../ui/toast";
import { scriptOf } from "../phone/writing";
import { act } from "./act";
import { useRoom, type Room } from "./room";
import { groupName, hour } from "./words";

/** Who has waited longest comes first. */
const openCalls = (room: Room): Call[] =>
  room.client
    .all("call")
    .value.filter((call) => call.open)
    .sort((a, b) => a.at - b.at);

/** Above the tiles; nothing where nobody asks. */
export function Calls() {
  const room = useRoom();
  const calls = openCalls(room);
  if (!calls.length) return null;
  return (
    <section class="panel stack-tight calls" aria-labelledby="calls">
      <h2 id="calls" class="row">
        <Icon of={BellRing} />
        {t("call.list")}
      </h2>
      <CallList calls={calls} />
    </section>
  );
}

/** In the sheet of one group. */
export function GroupCalls({ group }: { group: Group }) {
  const calls = openCalls(useRoom()).filter((call) => call.group === group.id);
  return calls.length ? <CallList calls={calls} /> : null;
}

function CallList({ calls }: { calls: readonly Call[] }) {
  const room = useRoom();
  return (
    <ul class="stack-tight">
      {calls.map((call) => {
        const group = room.group.value.get(call.group);
        const minutes = Math.max(0, Math.floor((tick.value - call.at) / 60_000));
        const who = groupName(group);
        return (
          <li key={call.key} class="row-apart">
            <span class="grow stack-tight calls-who">
              {group && (
                <GroupSign group={group}>
                  <strong>{who}</strong>
                </GroupSign>
              )}
              <span lang={call.text ? scriptOf(call.text) : undefined}>{call.text || t("call.come")}</span>
              <span class="soft small num">{minutes ? t("call.waited", { time: hour(call.at), n: minutes }) : t("st.just_now")}</span>
            </span>
            <Button icon={Check} label={t("call.answered_who", { who })} onTap={() => void answer(room, call.id)}>
              {t("call.answered")}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

async function answer(room: Room, call: Id): Promise<void> {
  const reply = await act(room.client, "call.close", { call });
  if (!reply.refused) toast(t("call.did_answer"));
}

/** In the rail, whatever page is open: how many wait, and the way to them. */
export function CallCount() {
  const n = openCalls(useRoom()).length;
  if (!n) return null;
  return (
    <a class="btn btn-wide tag-amber calls-count num" href="#room">
      <Icon of={BellRing} />
      {t("call.count", { n })}
    </a>
  );
}

/** Says each new call once. Those that waited before this page opened are in the list. Returns how to stop. */
export function toastCalls(room: Room): () => void {
  let seen: Id | undefined;
  return effect(() => {
    const calls = openCalls(room);
    if (!room.client.status.value.everJoined) return;
    const before = seen;
    seen = Math.max(before ?? 0, ...calls.map((call) => Number(call.id)));
    if (before === undefined) return;
    const fresh = calls.filter((call) => Number(call.id) > before);
    untracked(() => {
      for (const call of fresh)
        toast(t("call.from", { group: groupName(room.group.value.get(call.group)) }), {
          label: t("call.show"),
          act: () => (location.hash = "#room"),
        });
    });
  });
}
