/* Somebody without a phone sits down. Their code is told once, for the day they come with one. */
import { Armchair, UserPlus } from "lucide-preact";
import { useRef, useState } from "preact/hooks";
import type { Person } from "../../core/client";
import { t } from "../../core/strings";
import { key } from "../../core/words";
import { both } from "../../ui/bits";
import { Button } from "../../ui/button";
import { Field, Wrong } from "../../ui/field";
import { DOUBLE } from "../../ui/once";
import { Sheet } from "../../ui/sheet";
import { inFours } from "../../phone/mycode";
import { type OrgChoice, OrgField } from "../../phone/orgs";
import { orgOf, use } from "../../phone/world";
import { maySit, sit, whyNotSit } from "./sit";
import { type Close, useClose } from "../../ui/close";

const NO_ORG: OrgChoice = { org: null, other: "" };

export function SeatSheet({ onClose: shut }: { onClose: () => void }) {
  const onClose = useClose(shut);
  const [sat, setSat] = useState<{ name: string; code: string } | null>(null);
  return (
    <Sheet title={t("seat.title")} onClose={onClose}>
      {sat ? <Sat {...sat} onAgain={() => setSat(null)} onClose={onClose} /> : <Form onSat={setSat} onClose={onClose} />}
    </Sheet>
  );
}

function Form({ onSat, onClose }: { onSat: (sat: { name: string; code: string }) => void; onClose: Close }) {
  const { client, group } = use();
  const [name, setName] = useState("");
  const [choice, setChoice] = useState(NO_ORG);
  const [wrong, setWrong] = useState<{ at: string; say: string } | null>(null);
  const [busy, setBusy] = useState(false);
  // A name that sits here already is asked about once: seated twice, one person would have two ballots.
  const [asked, setAsked] = useState<string | null>(null);
  const finger = useRef(0); // when it was there last: a submit knows only when it was heard
  const since = useRef(0);
  const same = key(name);
  const sits = () => client.all("person").value.filter((one) => one.group === group.value?.id && !one.removed && !one.waiting && key(one.name) === same);
  const wrongAt = (at: string) => (wrong?.at === at ? wrong.say : null);
  // The question stands where the finger still is, and its answers too: a sheet grows upwards.
  const hasty = () => finger.current - since.current < DOUBLE;
  const goesOn = async (one: Person) => {
    if (!hasty() && (await sit(one))) onClose();
  };
  const seat = async () => {
    if (busy) return; // two taps are one person
    if (!name.trim()) return setWrong({ at: "name", say: t("err.name_theirs") });
    if (asked !== same && sits().length) {
      since.current = finger.current;
      return setAsked(same);
    }
    if (asked === same && hasty()) return;
    setBusy(true);
    const org = choice.org !== null ? { org: choice.org } : choice.other ? { org_other: choice.other } : {};
    const reply = await client.send("person.seat", { group: group.value!.id, name, ...org });
    setBusy(false);
    if (reply.refused === undefined) return onSat({ name, code: reply.ok.code });
    const field = reply.field ?? reply.refused;
    setWrong({ at: field.startsWith("org") ? "org" : field === "name" ? "name" : "all", say: reply.say });
  };
  return (
    <form
      class="stack"
      noValidate
      onClickCapture={(event) => (finger.current = event.timeStamp)}
      onSubmit={(event) => {
        event.preventDefault();
        void seat();
      }}
    >
      <p>{t("seat.say")}</p>
      <Field
        id="seat-name"
        label={t("seat.name")}
        value={name}
        onText={(text) => {
          setName(text);
          setWrong(null);
        }}
        wrong={wrongAt("name")}
        focus
      />
      <OrgField
        id="seat-org"
        label={t("join.organisation")}
        other
        value={choice}
        onPick={(to) => {
          setChoice(to);
          setWrong(null);
        }}
        wrong={wrongAt("org")}
      />
      <Wrong id="seat-wrong" say={wrongAt("all") ?? (asked === same && !busy ? t("seat.same") : null)} />
      <Button look="main" wide submit icon={UserPlus}>
        {busy ? t("st.sending") : t(asked === same ? "seat.do_same" : "seat.do")}
      </Button>
      {asked === same && !busy && sits().filter(maySit).map((one) => (
        <Button key={one.key} wide icon={Armchair} why={whyNotSit(one)} onTap={() => void goesOn(one)}>
          {t("seat.same_person")}
          <span class="soft small">{both(orgOf(one.org)) || one.org_other}</span>
        </Button>
      ))}
    </form>
  );
}

function Sat(p: { name: string; code: string; onAgain: () => void; onClose: () => void }) {
  return (
    <div class="stack">
      <p role="status">{t("seat.sits", { name: p.name })}</p>
      <div class="seat-code">
        <p class="soft">{t("me.code")}</p>
        <p class="code num">{inFours(p.code)}</p>
      </div>
      <p>{t("seat.code_say", { name: p.name })}</p>
      <Button look="main" wide onTap={p.onClose}>
        {t("seat.done")}
      </Button>
      <Button wide icon={UserPlus} onTap={p.onAgain}>
        {t("seat.another")}
      </Button>
    </div>
  );
}
