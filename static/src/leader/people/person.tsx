/* What a leader can do about one person, each with what follows from it. */
import { Armchair, Crown, KeyRound, UserMinus } from "lucide-preact";
import { signal, useSignal } from "@preact/signals";
import type { Person } from "../../core/client";
import { t } from "../../core/strings";
import { both } from "../../ui/bits";
import { Button } from "../../ui/button";
import { CameBack } from "../../ui/comeback";
import { useOnce } from "../../ui/once";
import { Sheet } from "../../ui/sheet";
import { toast } from "../../ui/toast";
import { inFours } from "../../phone/mycode";
import { orgOf, use } from "../../phone/world";
import { why } from "../../phone/why";
import { give } from "../give";
import { sit, whyNotSit } from "./sit";
import { SightMark, sightOf } from "./sight";
import { type Close, closing, useClose } from "../../ui/close";

export function PersonSheet({ person, onClose: shut }: { person: Person; onClose: () => void }) {
  const onClose = useClose(shut);
  const { name } = person;
  const remove = async () => {
    onClose();
    await give(
      "person.remove",
      { person: person.id },
      { say: t("lead.did_remove", { name }), undo: () => void give("person.readmit", { person: person.id }) },
    );
  };
  return (
    <Sheet title={name} onClose={onClose}>
      <p class="row-apart">
        <span class="soft">{both(orgOf(person.org)) || person.org_other}</span>
        <SightMark person={person} />
      </p>
      <CameBack client={use().client} person={person.id} />
      {!person.seated && <Sit person={person} onClose={onClose} />}
      <Hand person={person} onClose={onClose} />
      <NewCode person={person} onClose={onClose} />
      <section class="stack-tight">
        <h3>{t("lead.remove")}</h3>
        <p>{t("lead.remove_say")}</p>
        <Button
          look="loss"
          class="btn-edge"
          wide
          icon={UserMinus}
          why={why("person.remove", { group: person.group })}
          onTap={() => void remove()}
        >
          {t("lead.remove_who", { name })}
        </Button>
      </section>
    </Sheet>
  );
}

/** Nothing takes this back but the other's own hand or the chair's: the sentence stands before the button. */
function Hand({ person, onClose }: { person: Person; onClose: () => void }) {
  const { name } = person;
  const sight = sightOf(person);
  const away = sight === "left" || sight === "asleep";
  const not = person.seated ? t("lead.hand_seated") : why("person.hand", { group: person.group });
  const hand = async () => {
    onClose();
    await give("person.hand", { person: person.id }, { say: t("lead.did_hand", { name }) });
  };
  return (
    <section class="stack-tight">
      <h3>{t("lead.hand")}</h3>
      <p>{t("lead.hand_say", { name })}</p>
      {away && <p class="tag-amber hand-away">{t("lead.hand_away", { name })}</p>}
      <Button wide icon={Crown} why={not} onTap={() => void hand()}>
        {t("lead.hand_who", { name })}
      </Button>
    </section>
  );
}

/** A code on a lost paper. Only of somebody who never had a phone here is the new one told to their leader. */
function NewCode({ person, onClose }: { person: Person; onClose: Close }) {
  const { name } = person;
  const busy = useSignal(false);
  const make = useOnce(async () => {
    busy.value = true;
    const reply = await use().client.send("person.recode", { person: person.id });
    busy.value = false;
    if (reply.refused !== undefined) return void toast(reply.say);
    // It is told once: wherever its leader is by now.
    if (reply.ok.code) recoded.value = { name, code: reply.ok.code };
    else toast(t("lead.did_recode", { name }));
    onClose();
  });
  return (
    <section class="stack-tight">
      <h3>{t("me.recode")}</h3>
      <p>{t("lead.recode_say", { name })}</p>
      <Button wide icon={KeyRound} why={why("person.recode", { group: person.group })} onTap={make}>
        {busy.value ? t("st.sending") : t("lead.recode_who", { name })}
      </Button>
    </section>
  );
}

/** A code that was just made, until it has been read. */
const recoded = signal<{ name: string; code: string } | undefined>(undefined);

export function Recoded() {
  const it = recoded.value;
  if (!it) return null;
  return (
    <Sheet title={t("lead.recoded", { name: it.name })} onClose={closing(recoded, it, undefined)}>
      <div class="seat-code">
        <p class="soft">{t("me.code")}</p>
        <p class="code num">{inFours(it.code)}</p>
        <p>{t("seat.code_say", { name: it.name })}</p>
      </div>
    </Sheet>
  );
}

/** A phone may be empty or forgotten, and its owner is at the table all the same. */
function Sit({ person, onClose }: { person: Person; onClose: () => void }) {
  const { name } = person;
  return (
    <section class="stack-tight">
      <h3>{t("seat.sit")}</h3>
      <p>{t("seat.sit_say", { name })}</p>
      <Button
        wide
        icon={Armchair}
        why={whyNotSit(person)}
        onTap={() => {
          onClose();
          void sit(person);
        }}
      >
        {t("seat.sit_who", { name })}
      </Button>
    </section>
  );
}
