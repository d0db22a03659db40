/* Who I am here, how to be the same person on another phone, and how I like to read. */
import { LogOut } from "lucide-preact";
import { useState } from "preact/hooks";
import { t } from "../core/strings";
import { Both, LangSwitch } from "../ui/bits";
import { Button } from "../ui/button";
import { Choices } from "../ui/choice";
import { Field } from "../ui/field";
import { GroupSign } from "../ui/marks";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { GroupChoice } from "./join";
import { Lend, Lent } from "./lend";
import { inFours, MyCode } from "./mycode";
import { OrgField } from "./orgs";
import { OtherPhones } from "./renew";
import { setSize, size, SIZES } from "./size";
import { SoundChoice } from "./soundchoice";
import { BecameButton } from "./own";
import { TeamYours } from "./team";
import { orgOf, use } from "./world";
import { why } from "./why";
import { useClose, useUnderWay } from "../ui/close";

export function MeTab() {
  const { client, person, me, group, workshop } = use();
  const [open, setOpen] = useState<"name" | "group" | "leave" | "lend" | null>(null);
  const self = { person: me.value.person! };
  const org = orgOf(person.value?.org);
  const code = person.value?.code ?? "";
  // A device that forgets somebody sends nothing of theirs any more.
  const unsent = [...client.outbox.value, ...client.parcels.items.value].filter(({ state }) => ["waiting", "sending"].includes(state.value)).length;
  return (
    <div class="part stack wide">
      <Lent />
      <section class="stack-tight">
        <h1>{person.value?.name ?? me.value.name}</h1>
        <p class="soft">{org ? <Both of={org} /> : person.value?.org_other}</p>
        {group.value && (
          <p class="row">
            <GroupSign group={group.value}>
              <Both of={group.value.name} />
            </GroupSign>
            {me.value.role !== "participant" && <span class="tag tag-accent">{t(`role.${me.value.role}`)}</span>}
          </p>
        )}
        <div class="row">
          <Button why={why("person.rename", self)} haspopup="dialog" onTap={() => setOpen("name")}>
            {t("me.change_name")}
          </Button>
          {workshop.value.assign === "choose" && me.value.role === "participant" && (
            <Button why={why("person.choose", self)} haspopup="dialog" onTap={() => setOpen("group")}>
              {t("me.change_group")}
            </Button>
          )}
        </div>
      </section>

      {open !== "lend" && !client.before.value && <TeamYours />}

      {/* With the rest of one's own: a device in other hands says nothing of it. */}
      {open !== "lend" && !client.before.value && <BecameButton />}

      {/* The code opens for whoever has it: it is out of sight while the device goes into other hands. */}
      {code && open !== "lend" && !client.before.value && <MyCode code={code} />}
      {open !== "lend" && !client.before.value && <OtherPhones />}
      {!client.before.value && <Lend open={open === "lend"} setOpen={(lend) => setOpen(lend ? "lend" : null)} />}

      <section class="stack-tight">
        <h2>{t("view.language")}</h2>
        <LangSwitch />
      </section>
      <Choices
        name="size"
        label={t("view.textsize")}
        value={size.value}
        of={SIZES.map((one) => ({ value: one, say: t(`size.${one}`) }))}
        onPick={setSize}
      />
      <SoundChoice />
      <Button icon={LogOut} haspopup="dialog" onTap={() => setOpen("leave")}>
        {t("join.leave")}
      </Button>

      {open === "name" && <NameSheet onClose={() => setOpen(null)} />}
      {open === "group" && <GroupSheet onClose={() => setOpen(null)} />}
      {open === "leave" && (
        <LeaveSheet code={code} unsent={unsent} onClose={() => setOpen(null)} />
      )}
    </div>
  );
}

function LeaveSheet({ code, unsent, onClose: shut }: { code: string; unsent: number; onClose: () => void }) {
  const { client } = use();
  const onClose = useClose(shut);
  return (
    <Sheet title={t("join.leave")} onClose={onClose}>
      <p>{t("me.leave_say")}</p>
      <p role="status" class="strong num">
        {unsent > 0 && t("me.leave_waits", { n: unsent })}
      </p>
      {code && <p class="code num">{inFours(code)}</p>}
      <Button
        look="main"
        wide
        why={unsent > 0 && t("me.leave_waits", { n: unsent })}
        onTap={async () => {
          const reply = await client.leave();
          if (reply.refused !== undefined) toast(reply.say);
          onClose();
        }}
      >
        {t("join.leave")}
      </Button>
      <Button wide onTap={onClose}>
        {t("me.stay")}
      </Button>
    </Sheet>
  );
}

function NameSheet({ onClose: shut }: { onClose: () => void }) {
  const onClose = useClose(shut);
  const { client, person } = use();
  const [name, setName] = useState(person.value?.name ?? "");
  const [choice, setChoice] = useState({ org: person.value?.org ?? null, other: person.value?.org_other ?? "" });
  const [wrong, setWrong] = useState<string | null>(null);
  const sent = useUnderWay(name, choice);
  const save = async () => {
    if (!name.trim()) return setWrong(t("err.name"));
    const org = choice.org !== null ? { org: choice.org } : choice.other ? { org_other: choice.other } : {};
    const saved = sent();
    const reply = await client.send("person.rename", { name, ...org });
    if (reply.refused !== undefined) return setWrong(reply.say);
    toast(t("st.saved"));
    if (saved()) onClose();
  };
  return (
    <Sheet title={t("me.change_name")} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field id="me-name" label={t("join.your_name")} value={name} onText={setName} wrong={wrong} autocomplete="name" />
        <OrgField id="me-org" label={t("join.organisation")} other value={choice} onPick={setChoice} />
        <Button look="main" wide submit>
          {t("act.save")}
        </Button>
      </form>
    </Sheet>
  );
}

function GroupSheet({ onClose: shut }: { onClose: () => void }) {
  const onClose = useClose(shut);
  const { client, me } = use();
  const [chosen, setChosen] = useState(me.value.group ?? null);
  const [wrong, setWrong] = useState<string | null>(null);
  const save = async () => {
    if (chosen === null) return;
    const reply = await client.send("person.choose", { group: chosen });
    if (reply.refused !== undefined) return setWrong(reply.say);
    onClose();
  };
  return (
    <Sheet title={t("me.change_group")} onClose={onClose}>
      <p class="soft">{t("me.group_say")}</p>
      <GroupChoice value={chosen} onPick={setChosen} wrong={wrong} />
      <Button
        look="main"
        wide
        why={chosen === (me.value.group ?? null) ? t("me.same_group") : null}
        onTap={() => void save()}
      >
        {t("act.save")}
      </Button>
    </Sheet>
  );
}
