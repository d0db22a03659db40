/* The door: who may come in, for how many there is room, who waits, who came twice, and many who came from one place. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { CircleAlert, UserPlus } from "lucide-preact";
import { t, type Person, type Workshop } from "../core/client";
import { Button } from "../ui/button";
import { timeText } from "../ui/dates";
import { doubles } from "../ui/doubles";
import { Field } from "../ui/field";
import { Icon } from "../ui/icons";
import { sent, useApart, useOnce } from "../ui/once";
import { useStill } from "../ui/still";
import { toast } from "../ui/toast";
import { act, actOnEach } from "./act";
import { bursts, devices, scripts } from "./crowd";
import { orgOf } from "./orgof";
import { whole } from "./plan";
import { useRoom, type Room } from "./room";
import { groupName } from "./words";

const DOORS = ["open", "wait", "closed"] as const;
const MOST = 5_000; // as the server
const SHOWN = 20; // rows and names, of a crowd

export function DoorPanel() {
  const { client, workshop } = useRoom();
  const hall = workshop.value;
  if (!hall) return null;
  return (
    <section class="panel stack" aria-labelledby="door">
      <h3 id="door">{t("door.title")}</h3>
      <fieldset class="field">
        <legend class="unseen">{t("door.title")}</legend>
        <div class="doors">
          {DOORS.map((door) => (
            <label class="pick" key={door}>
              <input
                type="radio"
                name="door"
                value={door}
                checked={hall.door === door}
                onChange={() => void act(client, "workshop.edit", { door })}
              />
              <span class="grow">
                <strong>{t(`door.${door}`)}</strong>
                <span class="soft small door-say">{t(`door.${door}_say`)}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <Mosts hall={hall} />
    </section>
  );
}

/** A field follows what is saved, by whomever, until something is typed in it. */
function Mosts({ hall }: { hall: Workshop }) {
  const { client } = useRoom();
  const typed = useSignal<{ most?: string; most_group?: string }>({});
  const all = typed.value.most ?? String(hall.most ?? "");
  const each = typed.value.most_group ?? String(hall.most_group ?? "");
  useEffect(() => {
    // What is saved now is what was typed: from here on it follows again.
    const left = Object.entries(typed.peek()).filter(([name, text]) => text !== String(hall[name as "most" | "most_group"] ?? ""));
    typed.value = Object.fromEntries(left);
  }, [hall.most, hall.most_group]);
  const wrong = useSignal<Record<string, string>>({});
  const number = (text: string) => (text.trim() ? Number(text) : null);
  const save = useOnce(async () => {
    const found: Record<string, string> = {};
    for (const [name, text] of [["most", all], ["most_group", each]] as const)
      if (text.trim() && !whole(text, 1, 100_000)) found[name] = t("new.wrong_number");
    wrong.value = found;
    if (Object.keys(found).length) return;
    const reply = await act(client, "workshop.edit", { most: number(all), most_group: number(each) }, true);
    if (!reply.refused) return toast(t("st.saved"));
    wrong.value = { [reply.field ?? "most"]: reply.say };
  });
  return (
    <form class="door-mosts" noValidate onSubmit={sent(save)}>
      <Field id="door-most-group" label={t("door.most_group")} type="number" value={each} wrong={wrong.value.most_group} onText={(v) => (typed.value = { ...typed.value, most_group: v })} />
      <Field id="door-most" label={t("door.most")} type="number" value={all} wrong={wrong.value.most} onText={(v) => (typed.value = { ...typed.value, most: v })} />
      <Button submit>{t("act.save")}</Button>
      <p class="soft small door-none">{t("door.most_say")}</p>
    </form>
  );
}

export function WaitingPanel() {
  const { client, waiting } = useRoom();
  const all = waiting.value;
  const apart = useApart(all.length);
  if (!all.length) return null;
  const letIn = apart((people: readonly Person[]) => act(client, "people.admit", { people: people.map((one) => one.id) }));
  const turnAway = apart((one: Person) => act(client, "person.remove", { person: one.id }));
  return (
    <section class="panel stack-tight" aria-labelledby="door-waiting" aria-busy={apart.busy}>
      <div class="row">
        <h3 id="door-waiting" class="grow">{t("door.waiting_n", { n: all.length })}</h3>
        {all.length > 1 && (
          <Button look="main" icon={UserPlus} onTap={() => letIn(all.slice(0, MOST))}>
            {t("door.let_in_all", { n: all.length })}
          </Button>
        )}
      </div>
      <ul>
        {all.slice(0, SHOWN * 5).map((one) => (
          <Came key={one.id} person={one}>
            <Button small look="main" label={t("door.let_in_who", { who: one.name })} onTap={() => letIn([one])}>
              {t("door.let_in")}
            </Button>
            <Button
              small
              look="loss"
              label={t("door.refuse_who", { who: one.name })}
              onTap={() => turnAway(one)}
            >
              {t("door.refuse")}
            </Button>
          </Came>
        ))}
      </ul>
      {all.length > SHOWN * 5 && <p class="soft">{t("door.more", { n: all.length - SHOWN * 5 })}</p>}
    </section>
  );
}

/** Whoever came twice, beside each other. */
export function DoublesPanel() {
  const { client, people } = useRoom();
  const { list: all, hand } = useStill(doubles(people.value), (same) => same[0]!.id);
  const apart = useApart(all.flat().length);
  if (!all.length) return null;
  const turnAway = apart((one: Person) => act(client, "person.remove", { person: one.id }));
  const keep = apart((one: Person, same: readonly Person[]) =>
    actOnEach(client, "person.unite", same.filter((other) => other !== one).map((other) => ({ person: one.id, other: other.id }))),
  );
  return (
    <section class="panel stack-tight" aria-labelledby="door-doubles" aria-busy={apart.busy}>
      <h3 id="door-doubles">{t("door.doubles")}</h3>
      <p class="soft">{t("door.doubles_say")}</p>
      <div {...hand} class="stack-tight">
      {all.slice(0, SHOWN).map((same) => (
        <ul key={same[0]!.id} class="doubles">
          {same.map((one) => (
            <Came key={one.id} person={one}>
              <Button
                small
                label={t("door.same_who", { who: one.name, at: timeText(one.came ?? 0) })}
                onTap={() => keep(one, same)}
              >
                {t("door.same")}
              </Button>
              <Button
                small
                look="loss"
                label={t("door.out_who", { who: one.name, at: timeText(one.came ?? 0) })}
                onTap={() => turnAway(one)}
              >
                {t("people.remove")}
              </Button>
            </Came>
          ))}
        </ul>
      ))}
      </div>
      {all.length > SHOWN && <p class="soft">{t("door.more", { n: all.length - SHOWN })}</p>}
    </section>
  );
}

/** Many from one device, or without a phone's page: told to the chair alone. */
export function CrowdPanel() {
  const room = useRoom();
  const everybody = [...room.people.value, ...room.waiting.value];
  // The largest first, but for a hand on them: another crowd must not come under it.
  const { list: found, hand } = useStill(
    [
      ...devices(everybody).map((people) => ({ of: "device", people })),
      ...scripts(everybody).map((people) => ({ of: "script", people })),
      ...bursts(everybody).map((people) => ({ of: "burst", people })),
    ],
    keyOf,
  );
  if (!found.length) return null;
  return (
    <section class="panel stack-tight" aria-labelledby="door-crowds">
      <h3 id="door-crowds" class="row">
        <Icon of={CircleAlert} />
        <span class="grow">{t("door.crowds")}</span>
      </h3>
      <p class="soft">{t("door.crowds_say")}</p>
      <ul {...hand}>
        {found.slice(0, SHOWN).map(({ of, people }) => (
          <li key={keyOf({ of, people })} class="person">
            <span class="grow">
              <strong>{t(`door.${of}_n`, { n: people.length })}</strong>
              <span class="soft small person-org num">
                {t("door.between", { from: timeText(people[0]!.came ?? 0), to: timeText(people.at(-1)!.came ?? 0) })}
              </span>
              <span class="small person-org">{named(people)}</span>
            </span>
            <Button
              small
              look="loss"
              label={t("door.remove_all_of", { n: people.length, which: t(`door.${of}_n`, { n: people.length }) })}
              onTap={() => void act(room.client, "people.remove", { people: people.slice(0, MOST).map((one) => one.id) })}
            >
              {t("door.remove_all", { n: people.length })}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const keyOf = ({ of, people }: { of: string; people: readonly Person[] }) => `${of} ${people[0]!.id}`;

function named(people: readonly Person[]): string {
  const names = people.slice(0, SHOWN).map((one) => one.name);
  return names.join(", ") + (people.length > SHOWN ? ", …" : "");
}

/** One line: who, whence, where to, when they came, and whether their phone is awake. */
function Came({ person, children }: { person: Person; children: preact.ComponentChildren }) {
  const room = useRoom();
  return (
    <li class="person">
      <span class="grow">
        <strong>{person.name}</strong>
        <span class="soft small person-org">{[orgOf(room, person), groupOf(room, person)].filter(Boolean).join(" · ")}</span>
        <span class="soft small person-org num">{[t("door.came", { at: timeText(person.came ?? 0) }), sightOf(room, person)].filter(Boolean).join(" · ")}</span>
      </span>
      {children}
    </li>
  );
}

const groupOf = (room: Room, person: Person) => {
  const group = person.group == null ? undefined : room.group.value.get(person.group);
  return group ? groupName(group) : "";
};

/** Where it is told: in an anonymous workshop nobody's phone is spoken of. */
function sightOf(room: Room, person: Person): string {
  if (person.waiting || !room.workshop.value?.named) return "";
  if (person.seated) return t("here.seated");
  return t(`here.${room.client.presence.value.here[String(person.id)] ?? "left"}`);
}
