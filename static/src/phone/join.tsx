/* From the QR to the group: the language, a name, and Join. Everything it shows came inside the page. */
import { KeyRound } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Refused } from "../core/client";
import { deviceId } from "../core/ids";
import { lang, setLang, t, wishedLang } from "../core/strings";
import { Left, mayPass, useAgain } from "../ui/again";
import { Both, LangSwitch } from "../ui/bits";
import { Button } from "../ui/button";
import { useUnderWay } from "../ui/close";
import { daysText } from "../ui/dates";
import { Field, Wrong } from "../ui/field";
import { GroupSign } from "../ui/marks";
import { atDoor, byCode, question } from "./door";
import { Later } from "./later";
import { OrgField } from "./orgs";
import { TypedCode } from "./typed";
import { use } from "./world";

type Step = "language" | "form" | "code";

export function Join() {
  const { client, workshop, me } = use();
  const [step, setStep] = useState<Step>(!wishedLang() ? "language" : byCode.value ? "code" : "form");
  const closed = workshop.value.state === "closed";
  // Whoever is invited to lead comes in by the invitation.
  const shut = workshop.value.door === "closed" && me.value.kind !== "invited";
  useEffect(() => scrollTo(0, 0), [step]);
  return (
    <main id="main" class="join" tabIndex={-1}>
      <Title both={step === "language"} />
      {step === "language" && <Language onPick={() => setStep(byCode.value ? "code" : "form")} />}
      {step === "form" && (closed ? <Closed /> : shut ? <Later from={atDoor} show="shut" /> : me.value.left === 0 && !client.joining() ? <Later from={atDoor} show="used" /> : <Form onCode={() => setStep("code")} />)}
      {/* The same person on another phone or at a new address. */}
      {step === "code" && <TypedCode id="join-code" />}
      {step !== "language" && (
        <Button look="bare" wide icon={KeyRound} onTap={() => setStep(step === "code" ? "form" : "code")}>
          {t(step === "code" ? "join.no_code" : "join.have_code")}
        </Button>
      )}
      <Before />
    </main>
  );
}

function Title(p: { both: boolean }) {
  const { title, programme, venue, days } = use().workshop.value;
  const other = lang.value === "lo" ? "en" : "lo";
  return (
    <header class="stack-tight">
      {!p.both && (
        <div class="row-apart wraps">
          <span class="soft">{t("join.title")}</span>
          <LangSwitch />
        </div>
      )}
      <Both of={title} as="h1" />
      {p.both && title.lo && title.en && <p lang={other}>{title[other]}</p>}
      {!p.both && <Both of={programme} as="p" />}
      <p class="soft small">
        <span class="num">{daysText(days)}</span>
        {days.length > 0 && (venue.lo || venue.en) && <br />}
        <Both of={venue} />
      </p>
    </header>
  );
}

/** First of all the language: the only page that shows both at once. */
function Language({ onPick }: { onPick: () => void }) {
  const pick = (to: "lo" | "en") => {
    void setLang(to);
    onPick();
  };
  return (
    <div class="stack">
      {(["lo", "en"] as const).map((to) => (
        <Button key={to} look="main" class="huge" wide lang={to} onTap={() => pick(to)}>
          {to === "lo" ? "ພາສາລາວ" : "English"}
        </Button>
      ))}
    </div>
  );
}

/** Where each refusal is said: beside the field it is about, everything else by the button. */
const FIELD_OF: Record<string, "name" | "org" | "group"> = { name: "name", org: "org", group_needed: "group" };

function fieldOf(refused: Refused): "name" | "org" | "group" | "all" {
  if (FIELD_OF[refused.refused]) return FIELD_OF[refused.refused]!;
  const field = String(refused.field ?? "");
  if (field.startsWith("org")) return "org";
  return field === "name" || field === "group" ? field : "all";
}

function Form({ onCode }: { onCode: () => void }) {
  const { client, workshop, doorGroup, me, groups } = use();
  const name = client.draft("join.name");
  const org = client.draft("join.org");
  const other = client.draft("join.other");
  const group = client.draft("join.group");
  const [wrong, setWrong] = useState<{ at: string; say: string; again?: Refused } | null>(null);
  const [busy, setBusy] = useState(false);
  const isAnother = useRef(false);
  const typed = useUnderWay(name.value, org.value, other.value, group.value);
  const invited = me.value.kind === "invited"; // the link says which group
  const fixed = groups.value.find((g) => g.id === me.value.group) ?? (invited ? undefined : doorGroup);
  const [full, setFull] = useState(false); // the group of the table's QR; another can be chosen
  const choose = full || (workshop.value.assign === "choose" && !fixed && !invited);

  const submit = async (another = false) => {
    if (busy) return;
    if (!name.value.trim()) return fail("name", t("err.name"));
    if (choose && !group.value) return fail("group", t("err.group_needed"));
    setBusy(true);
    isAnother.current = another;
    const unchanged = typed();
    const wished = invited ? undefined : (choose ? Number(group.value) : fixed?.id);
    const reply = await client.join({
      name: name.value,
      lang: lang.value,
      ...(org.value ? { org: Number(org.value) } : {}),
      ...(!org.value && other.value ? { org_other: other.value } : {}),
      ...(wished ? { group: wished } : {}),
      another,
      device: deviceId(),
    });
    setBusy(false);
    if (reply.refused === undefined) return;
    // By itself only what was sent goes again: not half a name that is being mended.
    if (mayPass(reply)) return setWrong({ at: "all", say: reply.say, ...(unchanged() && { again: reply }) });
    if (reply.refused === "here_already") question.value = { say: reply.say, yes: onCode, no: () => void submit(true) };
    const elsewhere = reply.refused === "group_full" && workshop.value.assign !== "balance";
    if (elsewhere) setFull(true);
    fail(reply.refused === "here_already" ? "here" : reply.refused === "group_full" && !elsewhere ? "all" : fieldOf(reply), reply.say);
  };
  const fail = (at: string, say: string) => setWrong({ at, say });
  // A server that is late for a full room is asked again, in this form's one wish.
  const left = useAgain(wrong?.again, () => void submit(isAnother.current));
  // The groups to choose from may have come with it.
  useEffect(() => void (wrong && document.getElementById(`join-${wrong.at}`)?.focus()), [wrong]);
  const wrongAt = (at: string) => (wrong?.at === at ? wrong.say : null);

  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {invited && <p class="panel">{t("join.as_leader")}</p>}
      <Field
        id="join-name"
        label={t("join.your_name")}
        hint={t("join.name_hint")}
        value={name.value}
        onText={(text) => {
          name.value = text;
          setWrong(null);
        }}
        wrong={wrongAt("name")}
        autocomplete="name"
      />
      {use().orgs.value.length > 0 ? (
        <OrgField
          id="join-org"
          label={t("join.organisation")}
          other
          value={{ org: org.value ? Number(org.value) : null, other: other.value }}
          onPick={(choice) => {
            org.value = choice.org === null ? "" : String(choice.org);
            other.value = choice.other;
            setWrong(null);
          }}
          wrong={wrongAt("org")}
        />
      ) : (
        <Field
          id="join-org"
          label={t("join.organisation")}
          value={other.value}
          onText={(text) => {
            other.value = text;
            setWrong(null);
          }}
          wrong={wrongAt("org")}
        />
      )}
      {choose && (
        <GroupChoice
          value={group.value ? Number(group.value) : null}
          onPick={(id) => {
            group.value = String(id);
            setWrong(null);
          }}
          wrong={wrongAt("group")}
        />
      )}
      {fixed && !choose && (
        <div class="field">
          <span class="field-label">{t("group.yours")}</span>
          <GroupSign group={fixed}>
            <Both of={fixed.name} />
          </GroupSign>
        </div>
      )}
      {!fixed && !invited && workshop.value.assign === "balance" && <p class="soft">{t("join.balanced")}</p>}
      {!fixed && !invited && workshop.value.assign === "fixed" && <p class="soft">{t("join.fixed")}</p>}
      <div class="stack-tight">
        <Wrong id="join-all" say={wrongAt("all")} />
        <Left left={left} />
      </div>
      {wrong?.at === "here" ? (
        <Later from={atDoor} show="asked" />
      ) : (
        <Button look="main" class="huge" wide submit>
          {busy ? t("st.sending") : t("join.button")}
        </Button>
      )}
    </form>
  );
}

export const groupWord = (n: number) => t("group.n", { n });

/** The groups with how many are in each, as far as this phone knows. */
export function GroupChoice(p: {
  value: number | null;
  onPick: (id: number) => void;
  wrong?: string | null;
}) {
  const { client, groups } = use();
  const counts = useCounts();
  return (
    <fieldset class="field" id="join-group" tabIndex={-1} aria-describedby={p.wrong ? "join-group-wrong" : undefined}>
      <legend class="field-label">{t("join.choose_group")}</legend>
      <div class="stack-tight">
        {groups.value.map((group) => {
          const progress = client.all("progress").value.find((one) => one.group === group.id);
          const people = progress?.people ?? counts[group.id];
          return (
            <label class="pick" key={group.id}>
              <input
                type="radio"
                name="group"
                value={group.id}
                checked={group.id === p.value}
                onChange={() => p.onPick(group.id)}
              />
              <span class="grow">
                <GroupSign group={group}>
                  <Both of={group.name} />
                </GroupSign>
              </span>
              {people !== undefined && <span class="soft num">{t("people.n", { n: people })}</span>}
            </label>
          );
        })}
      </div>
      <Wrong id="join-group-wrong" say={p.wrong} />
    </fieldset>
  );
}

/** A guest reads no streams; the lobby's own address says how full each group is, asked now and then. */
function useCounts(): Record<number, number> {
  const { client } = use();
  const [counts, setCounts] = useState<Record<number, number>>({});
  useEffect(() => {
    const ask = async () => {
      const fresh = await client.get<{ groups: { id: number; people?: number }[] }>(`/api/w/${client.code}`);
      if (!fresh) return;
      const known = fresh.groups.filter((group) => group.people !== undefined);
      setCounts(Object.fromEntries(known.map((group) => [group.id, group.people!])));
    };
    void ask();
    const again = setInterval(() => void ask(), 15_000);
    return () => clearInterval(again);
  }, []);
  return counts;
}

function Closed() {
  return (
    <div class="panel stack-tight">
      <h2>{t("err.closed")}</h2>
      <p>{t("phone.closed.guest")}</p>
    </div>
  );
}

/** A link replaced somebody who was already in on this phone: offer the way back. */
export function Before() {
  const { client } = use();
  if (!client.before.value) return null;
  return (
    <div class="panel stack-tight">
      <p>{t("join.before")}</p>
      <Button wide onTap={() => client.goBack()}>
        {t("join.go_back")}
      </Button>
    </div>
  );
}
