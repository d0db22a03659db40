/** The invitation to lead a group: for one, or for as many as the chair says; how many are left, and who used it when. */
import { Ban } from "lucide-preact";
import { useSignal } from "@preact/signals";
import { t, type Group } from "../core/client";
import { whenText } from "../ui/dates";
import { Field } from "../ui/field";
import { act } from "./act";
import { Address } from "./address";
import { loadRenewed, type Invited } from "./addresses";
import { whole } from "./plan";
import { Renewal } from "./renewal";
import { useRoom } from "./room";
import { groupName } from "./words";

const MOST = 20; // as the server

export function Invitation({ group, url, invited }: { group: Group; url: string; invited: Invited }) {
  const { client } = useRoom();
  const name = groupName(group);
  const people = useSignal("1");
  const may = client.may("group.invite");
  const invite = async (n: number) => {
    const reply = await act(client, "group.invite", { group: group.id, people: n }, true);
    if (reply.refused !== undefined) return reply.say;
    people.value = "1";
    await loadRenewed(client);
    return undefined;
  };
  return (
    <div class="stack-tight">
      {invited.left > 0 && <Address id={`link-l${group.id}`} label={t("links.leader")} url={url} title={name} secret />}
      {invited.left === 0 && <p class="field-label small soft invite-label">{t("links.leader")}</p>}
      <p class="small num">{stands(invited)}</p>
      {invited.used.length > 0 && (
        <ul class="small soft num">
          {invited.used.map((one, at) => (
            <li key={at}>{t("invite.used_by", { name: one.name, time: whenText(one.at, client.now()) })}</li>
          ))}
        </ul>
      )}
      {may && (
        <div class="row">
          <Renewal
            title={t("invite.new")}
            label={t("invite.new_who", { who: name })}
            says={t("invite.new_say")}
            does={t("invite.make")}
            done={t("invite.made", { who: name })}
            renew={async () => {
              if (!whole(people.value, 1, MOST)) return t("invite.number", { max: MOST });
              return invite(Number(people.value));
            }}
          >
            <Field
              id={`invite-${group.id}`}
              label={t("invite.people")}
              type="number"
              inputMode="numeric"
              value={people.value}
              onText={(text) => (people.value = text)}
            />
          </Renewal>
          {invited.left > 0 && (
            <Renewal
              title={t("invite.back")}
              label={t("invite.back_who", { who: name })}
              icon={Ban}
              says={t("invite.back_say")}
              does={t("invite.back")}
              done={t("invite.taken_back", { who: name })}
              renew={() => invite(0)}
            />
          )}
        </div>
      )}
    </div>
  );
}

function stands({ people, left }: Invited): string {
  if (people === 0) return t("invite.none");
  return left === 0 ? t("invite.used_up") : t("invite.left", { n: left });
}
