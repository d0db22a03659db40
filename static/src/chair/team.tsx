/** The theme team: who is of it, by the chair; and the desk's door, for those who are, were, or are not. */
import { ArrowLeft } from "lucide-preact";
import { useSignal } from "@preact/signals";
import { boot } from "../core/boot";
import { t, type Fields, type Person } from "../core/client";
import { LangSwitch } from "../ui/bits";
import { Button } from "../ui/button";
import { Icon } from "../ui/icons";
import { atOnce, Sheet } from "../ui/sheet";
import { Toasts } from "../ui/toast";
import { act } from "./act";
import { useRoom } from "./room";
import { collate } from "./words";

export function TeamPanel() {
  const room = useRoom();
  const team = room.people.value.filter((person) => person.role === "helper" && !person.removed);
  team.sort((a, b) => collate(a.name, b.name));
  return (
    <section class="panel stack-tight" aria-labelledby="team">
      <h3 id="team">{t("team.title")}</h3>
      <p class="soft">{t("team.say")}</p>
      {team.length === 0 && <p>{t("team.none")}</p>}
      {team.length > 0 && (
        <ul class="team">
          {team.map((person) => (
            <li key={person.id} class="person">
              <strong class="grow">{person.name}</strong>
              <TeamButton person={person} />
            </li>
          ))}
        </ul>
      )}
      {team.length > 0 && <p class="soft small">{t("team.how")}</p>}
    </section>
  );
}

/** To the team or off it. Who leads a group is asked about: leading ends by it. */
export function TeamButton({ person }: { person: Person }) {
  const { client } = useRoom();
  const asking = useSignal(false);
  const give = (role: Fields<"person.promote">["role"]) => void act(client, "person.promote", { person: person.id, role });
  const helps = person.role === "helper";
  return (
    <>
      <Button
        small
        label={t(helps ? "team.end_who" : "team.add_who", { who: person.name })}
        {...(person.role === "leader" ? { haspopup: "dialog" as const } : {})}
        onTap={() => (helps ? give("participant") : person.role === "leader" ? (asking.value = true) : give("helper"))}
      >
        {t(helps ? "team.end" : "team.add")}
      </Button>
      {asking.value && (
        <Sheet title={t("team.add_who", { who: person.name })} onClose={atOnce(() => (asking.value = false))}>
          <p>{t("team.leads")}</p>
          <Button
            look="main"
            wide
            onTap={() => {
              asking.value = false;
              give("helper");
            }}
          >
            {t("team.add")}
          </Button>
        </Sheet>
      )}
    </>
  );
}

export const myGroup = (code: string) => `${boot.base}/${code}`;

export function ToMyGroup() {
  const { client } = useRoom();
  return (
    <a class="btn btn-bare" href={myGroup(client.code)}>
      <Icon of={ArrowLeft} />
      <span class="head-word">{t("team.back")}</span>
    </a>
  );
}

/** Somebody of this workshop whose page this is not, or no longer. */
export function NotOfTheTeam({ ended }: { ended: boolean }) {
  const { client } = useRoom();
  return (
    <main class="house" aria-live="polite">
      <div class="panel stack">
        <LangSwitch />
        <h1>{t(ended ? "team.ended" : "team.not_yours")}</h1>
        <p>{ended ? t("team.ended_say") : t("team.not_yours_say", { name: client.me.value.name ?? "" })}</p>
        <a class="btn btn-main" href={myGroup(client.code)}>
          {t("team.back")}
        </a>
      </div>
      <Toasts />
    </main>
  );
}
