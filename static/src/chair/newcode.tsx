/** A code on a lost paper ends. The new one is on the person's own phone; only of who never had one is it told here, once. */
import { KeyRound } from "lucide-preact";
import { useSignal } from "@preact/signals";
import { t, type Person } from "../core/client";
import { type Close, closing } from "../ui/close";
import { Sheet } from "../ui/sheet";
import { inFours } from "../phone/mycode";
import { act } from "./act";
import { Renewal } from "./renewal";
import { useRoom } from "./room";

export function NewCode({ person }: { person: Person }) {
  const { client } = useRoom();
  const told = useSignal<{ code: string } | undefined>(undefined);
  const { name } = person;
  return (
    <>
      <Renewal
        title={t("me.recode")}
        label={t("lead.recode_who", { name })}
        icon={KeyRound}
        says={t("lead.recode_say", { name })}
        does={t("me.recode_do")}
        done={t(person.seated ? "lead.recoded" : "lead.did_recode", { name })}
        renew={async () => {
          const reply = await act(client, "person.recode", { person: person.id }, true);
          if (reply.refused !== undefined) return reply.say;
          told.value = reply.ok.code ? { code: reply.ok.code } : undefined;
          return undefined;
        }}
      />
      {told.value && <Told name={name} code={told.value.code} onClose={closing(told, told.value, undefined)} />}
    </>
  );
}

function Told(p: { name: string; code: string; onClose: Close }) {
  return (
    <Sheet title={t("lead.recoded", { name: p.name })} onClose={p.onClose}>
      <p class="links-code num">{inFours(p.code)}</p>
      <p>{t("seat.code_say", { name: p.name })}</p>
    </Sheet>
  );
}
