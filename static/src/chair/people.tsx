/** Who is in, by group: move, promote, take out, let in again. */
import { signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t, type Group, type Id, type Person } from "../core/client";
import { Button } from "../ui/button";
import { CameBack } from "../ui/comeback";
import { Field } from "../ui/field";
import { GroupSign } from "../ui/marks";
import { useStill } from "../ui/still";
import { act } from "./act";
import { FewPanel } from "./fewpanel";
import { NewCode } from "./newcode";
import { TeamButton, TeamPanel } from "./team";
import { CrowdPanel, DoorPanel, DoublesPanel, WaitingPanel } from "./door";
import { orgOf } from "./orgof";
import { useRoom } from "./room";
import { collate, groupName } from "./words";
import { key } from "../core/words";

/** Those who are marked, to be sent out in one step. */
const chosen = signal<ReadonlySet<Id>>(new Set());
/** Of those the ones that the search does not show, and that were asked for all the same. */
const asked = signal<ReadonlySet<Id>>(new Set());

/** Of what is picked: what is out of sight, and what an act is done with. */
export function actingOn(picked: readonly Id[], seen: ReadonlySet<Id>, asked: ReadonlySet<Id>): { away: readonly Id[]; acting: readonly Id[] } {
  const away = picked.filter((id) => !seen.has(id));
  return { away, acting: picked.filter((id) => seen.has(id) || asked.has(id)) };
}

/** More of those who were sent out are not drawn; the search finds them. */
const SHOWN = 50;

function mark(id: Id): void {
  const next = new Set(chosen.value);
  if (!next.delete(id)) next.add(id);
  chosen.value = next;
}

export function People() {
  const room = useRoom();
  const find = useSignal("");
  const sought = key(find.value);
  const people = room.people.value.filter((person) => person.role !== "chair" && key(person.name).includes(sought));
  const inside = people.filter((person) => !person.removed);
  const of = (group: Id | null) =>
    inside.filter((person) => person.group === group).sort((a, b) => collate(a.name, b.name));
  const removed = people.filter((person) => person.removed);
  return (
    <div class="stack people">
      <div class="row-apart people-head">
        <h2>{t("people.n", { n: inside.length })}</h2>
        <Field
          id="people-find"
          label={t("act.search")}
          type="search"
          placeholder={t("act.search")}
          value={find.value}
          onText={(text) => (find.value = text)}
        />
      </div>
      <WaitingPanel />
      <DoorPanel />
      <DoublesPanel />
      <CrowdPanel />
      <FewPanel />
      <TeamPanel />
      {inside.length === 0 && <p class="empty">{find.value ? t("st.no_match") : t("people.empty")}</p>}
      {room.groups.value.map((group) => (
        <Table key={group.id} people={of(group.id)} group={group} sought={sought} />
      ))}
      {of(null).length > 0 && <Table people={of(null)} sought={sought} />}
      {removed.length > 0 && (
        <section class="panel stack-tight" aria-labelledby="people-removed">
          <div class="row-apart">
            <h3 id="people-removed">
              {t("people.removed")} <span class="soft num">{t("people.n", { n: removed.length })}</span>
            </h3>
            {removed.length > 1 && (
              <Button onTap={() => void act(room.client, "people.readmit", { people: removed.slice(0, 5_000).map((one) => one.id) })}>
                {t("door.readmit_all", { n: removed.length })}
              </Button>
            )}
          </div>
          <ul>
            {removed.slice(0, SHOWN).map((person) => (
              <li key={person.id} class="person">
                <span class="grow">{person.name}</span>
                <Button
                  label={t("people.readmit_who", { who: person.name })}
                  onTap={() => void act(room.client, "person.readmit", { person: person.id })}
                >
                  {t("people.readmit")}
                </Button>
              </li>
            ))}
          </ul>
          {removed.length > SHOWN && <p class="soft">{t("door.more", { n: removed.length - SHOWN })}</p>}
        </section>
      )}
      <Chosen inside={room.people.value} seen={inside} />
    </div>
  );
}

/**
 * What is to be done with those who are marked: it stands at the foot while there are any. Whom the search does not show is
 * told, and left alone until asked for.
 */
function Chosen({ inside, seen }: { inside: readonly Person[]; seen: readonly Person[] }) {
  const { client } = useRoom();
  const all = inside.filter((one) => !one.removed && chosen.value.has(one.id)).map((one) => one.id);
  const { away, acting } = actingOn(all, new Set(seen.map((one) => one.id)), asked.value);
  const ids = acting;
  useEffect(() => {
    asked.value = new Set(); // seen again, or not any more: it is another question
  }, [away.join()]);
  if (!all.length) return null;
  const one = all.length === 1 && ids.length === 1 && inside.find(({ id }) => id === ids[0]);
  const out = async () => {
    const reply = await act(client, "people.remove", { people: ids });
    // Who was marked meanwhile stays marked.
    if (!reply.refused) chosen.value = new Set([...chosen.peek()].filter((id) => !ids.includes(id)));
  };
  return (
    <div class="people-chosen panel row-apart" role="region" aria-label={t("door.chosen", { n: all.length })}>
      <strong role="status">
        {ids.length < all.length ? t("door.chosen_away", { n: all.length - ids.length, of: all.length }) : t("door.chosen", { n: all.length })}
      </strong>
      <span class="row">
        {ids.length < all.length && <Button onTap={() => (asked.value = new Set(away))}>{t("desk.picked_include")}</Button>}
        {one && <NewCode key={one.id} person={one} />}
        <Button look="loss" why={ids.length === 0 && t("door.chosen_none")} onTap={() => void out()}>
          {t("door.remove_all", { n: ids.length })}
        </Button>
        <Button look="bare" onTap={() => (chosen.value = new Set())}>
          {t("door.none")}
        </Button>
      </span>
    </div>
  );
}

function Table({ people, group, sought }: { people: Person[]; group?: Group; sought: string }) {
  const id = `people-${group?.id ?? "none"}`;
  // Who comes in meanwhile stands at the end: no other name slides under a hand that is about to send somebody out.
  const { list, hand } = useStill(people, (person) => person.id, sought);
  if (people.length === 0) return null;
  return (
    <section class="panel stack-tight" aria-labelledby={id}>
      <h3 id={id} class="people-group">
        {group ? <GroupSign group={group}>{groupName(group)}</GroupSign> : t("people.no_group")}
        <span class="soft num">{t("people.n", { n: people.length })}</span>
      </h3>
      <ul {...hand}>
        {list.map((person) => (
          <Line key={person.id} person={person} />
        ))}
      </ul>
    </section>
  );
}

function Line({ person }: { person: Person }) {
  const room = useRoom();
  const { client } = room;
  const about = { person: person.id };
  const leads = person.role === "leader";
  const helps = person.role === "helper";
  return (
    <li class="person">
      <label class="person-mark">
        <input type="checkbox" checked={chosen.value.has(person.id)} onChange={() => mark(person.id)} />
        <span class="unseen">{t("door.choose_who", { who: person.name })}</span>
      </label>
      <div class="grow">
        <strong>{person.name}</strong> {leads && <span class="tag tag-accent">{t("role.leader")}</span>}
        {helps && <span class="tag tag-accent">{t("team.title")}</span>}
        <span class="soft small person-org">{orgOf(room, person)}</span>
        <CameBack client={room.client} person={person.id} />
      </div>
      <label class="unseen" for={`move-${person.id}`}>
        {t("people.move_who", { who: person.name })}
      </label>
      <select
        id={`move-${person.id}`}
        class="input person-move"
        value={String(person.group ?? "")}
        onChange={(event) => {
          const group = Number(event.currentTarget.value);
          if (group) void act(client, "person.move", { ...about, group });
        }}
      >
        {person.group === null && <option value="">{t("people.no_group")}</option>}
        {room.groups.value.map((group) => (
          <option key={group.id} value={String(group.id)}>
            {groupName(group)}
          </option>
        ))}
      </select>
      <TeamButton person={person} />
      <Button
        small
        label={t(leads ? "people.demote_who" : "people.promote_who", { who: person.name })}
        onTap={() => void act(client, "person.promote", { ...about, role: leads ? "participant" : "leader" })}
      >
        {t(leads ? "people.demote" : "people.promote")}
      </Button>
      <Button small look="loss" label={t("people.remove_who", { who: person.name })} onTap={() => void act(client, "person.remove", about)}>
        {t("people.remove")}
      </Button>
    </li>
  );
}
