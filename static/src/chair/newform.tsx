/** "New workshop": one page, in the order a chair thinks of it; errors beside their fields, nothing typed is lost. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { lang, t, type Lang } from "../core/client";
import { newId } from "../core/ids";
import { store } from "../core/store";
import { asLang } from "../core/strings";
import { Button } from "../ui/button";
import { Choices } from "../ui/choice";
import { Field } from "../ui/field";
import { ApproveChoice } from "./approve";
import { MANY } from "./few";
import { createWorkshop, goNew, organisations2022, type OrgLine } from "./owner";
import { PairField, toLines, toTexts, type Pair } from "./pairs";
import { change, days, fieldOf, forget, plan, toData, wrongs, type Plan, type Wrongs } from "./plan";
import { drawn } from "../ui/drawn";

const wrong = signal<Wrongs>({});
const wrongIn = signal<Lang | undefined>(undefined);
const sending = signal(false);
const known = signal<OrgLine[]>([]);

export function NewWorkshop({ canLeave }: { canLeave: boolean }) {
  useEffect(() => {
    void organisations2022().then((list) => (known.value = list));
  }, []);
  const submit = (event: Event) => {
    event.preventDefault();
    void send();
  };
  return (
    <form class="form" onSubmit={submit} noValidate>
      <p class="soft">{t("new.intro")}</p>
      <What />
      <Agenda />
      <Who />
      <Voting />
      <div class="form-end">
        {wrong.value.form && (
          <p class="field-wrong" role="alert">
            {wrong.value.form}
          </p>
        )}
        <Button look="main" submit why={sending.value && t("st.sending")}>
          {t("new.create")}
        </Button>
        {canLeave && <Button onTap={() => goNew(false)}>{t("act.back")}</Button>}
        <span class="soft small">{t("new.kept")}</span>
      </div>
    </form>
  );
}

/** Shorthand for the two-language fields, which differ in name alone. */
function Two(p: { of: keyof Plan; label: string; hint?: string; lines?: number; optional?: boolean }) {
  const { of: name, ...rest } = p;
  return (
    <PairField
      id={`new-${name}`}
      value={plan.value[name] as Pair}
      wrong={wrong.value[name]}
      wrongIn={wrongIn.value}
      onText={(value) => change({ [name]: value })}
      {...rest}
    />
  );
}

function What() {
  const p = plan.value;
  const count = days(p.first, p.last).length;
  return (
    <section class="panel stack" aria-labelledby="new-what">
      <h2 id="new-what">{t("new.what")}</h2>
      <Two of="title" label={t("new.name")} hint={t("new.name_hint")} />
      <Two of="programme" label={t("new.programme")} optional />
      <Two of="venue" label={t("view.place")} optional />
      <div class="pair-two">
        <Field
          id="new-first"
          label={t("new.first_day")}
          type="date"
          value={p.first}
          onText={(first) => change({ first })}
        />
        <Field
          id="new-last"
          label={t("new.last_day")}
          type="date"
          value={p.last}
          wrong={wrong.value.last}
          onText={(last) => change({ last })}
          after={count > 0 && <p class="field-hint">{t("new.days_n", { n: count })}</p>}
        />
      </div>
      <Choices
        name="lang"
        label={t("new.lang")}
        value={p.lang}
        of={[
          { value: "lo", say: "ພາສາລາວ", lang: "lo" },
          { value: "en", say: "English", lang: "en" },
        ]}
        onPick={(lang) => change({ lang })}
      />
    </section>
  );
}

function Agenda() {
  return (
    <section class="panel stack" aria-labelledby="new-agenda">
      <h2 id="new-agenda">{t("stage.agenda")}</h2>
      <Two of="purposes" label={t("stage.purpose")} hint={t("new.lines_hint")} lines={4} optional />
      <Two of="talks" label={t("stage.presentations")} hint={t("new.lines_hint")} lines={4} optional />
    </section>
  );
}

function Who() {
  const p = plan.value;
  const count = toTexts(p.orgs).length;
  return (
    <section class="panel stack" aria-labelledby="new-who">
      <h2 id="new-who">{t("new.who")}</h2>
      <Choices
        name="by"
        label={t("new.groups")}
        value={p.by}
        of={[
          { value: "number", say: t("new.by_number") },
          { value: "names", say: t("new.by_names") },
        ]}
        onPick={(by) => change({ by })}
      />
      {p.by === "number" ? (
        <Field
          id="new-groups"
          label={t("new.how_many")}
          type="number"
          inputMode="numeric"
          value={p.groups}
          wrong={wrong.value.groups}
          onText={(groups) => change({ groups })}
        />
      ) : (
        <Two of="names" label={t("new.group_names")} hint={t("new.lines_hint")} lines={6} />
      )}
      <Choices
        name="assign"
        label={t("new.assign")}
        value={p.assign}
        of={(["choose", "balance", "fixed"] as const).map((value) => ({ value, say: t(`assign.${value}`) }))}
        onPick={(assign) => change({ assign })}
      />
      <Two of="orgs" label={t("new.orgs")} hint={t("new.orgs_hint")} lines={8} optional />
      <div class="row">
        <Button
          why={known.value.length === 0 && t("st.loading")}
          onTap={() => change({ orgs: withKnown(p.orgs) })}
        >
          {t("new.orgs_2022")}
        </Button>
        <span class="soft">{t("new.orgs_n", { n: count })}</span>
      </div>
    </section>
  );
}

/** The ready list after what was typed: nothing typed is lost, nothing comes twice. */
function withKnown(typed: Pair): Pair {
  const own = toTexts(typed);
  const there = new Set(own.flatMap((org) => [org.lo, org.en]));
  return toLines([...own, ...known.value.filter((org) => !there.has(org.lo) && !there.has(org.en))]);
}

function Voting() {
  const p = plan.value;
  return (
    <section class="panel stack" aria-labelledby="new-voting">
      <h2 id="new-voting">{t("new.voting")}</h2>
      <Choices
        name="named"
        label={t("new.named")}
        value={p.named}
        of={[
          { value: "named", say: t("named.named") },
          { value: "anonymous", say: t("named.anonymous") },
        ]}
        onPick={(named) => change({ named })}
      />
      <p class="field-hint">{t(p.named === "named" ? "named.named_hint" : "named.anonymous_hint")}</p>
      {p.named === "anonymous" && toTexts(p.orgs).length >= MANY && (
        <p class="few-hint" role="status">
          {t("few.hint", { n: toTexts(p.orgs).length })}
        </p>
      )}
      <ApproveChoice name="approve" value={p.approve} onPick={(approve) => change({ approve })} />
      <div class="pair-two">
        <Field
          id="new-budget"
          label={t("new.budget")}
          hint={t("new.budget_hint")}
          type="number"
          inputMode="numeric"
          value={p.budget}
          wrong={wrong.value.budget}
          onText={(budget) => change({ budget })}
        />
        <Field
          id="new-cap"
          label={t("new.cap")}
          hint={t("new.cap_hint")}
          type="number"
          inputMode="numeric"
          value={p.cap}
          wrong={wrong.value.cap}
          onText={(cap) => change({ cap })}
        />
      </div>
    </section>
  );
}

async function send(): Promise<void> {
  if (sending.value) return;
  wrong.value = wrongs(plan.value);
  wrongIn.value = undefined;
  if (Object.keys(wrong.value).length > 0) return goToWrong();
  sending.value = true;
  const reply = await createWorkshop(plan.value.id, toData(plan.value, known.value));
  sending.value = false;
  if (reply.refused === undefined) {
    const { code, token } = reply.ok;
    forget();
    // Whoever filled the form in English goes on in English, whatever the workshop's main language is.
    store.set(`ws:${code}:chair:lang`, lang.value);
    location.href = `/chair/${code}#t=${token}`;
    return;
  }
  // The same id with other words is refused as reused: a refused form is a new wish. An unanswered one is not.
  if (reply.refused !== "offline") change({ id: newId() });
  const field = fieldOf(reply.field);
  wrong.value = { [field]: reply.say };
  // "title.en", "purposes.2.lo"
  wrongIn.value = asLang(reply.field?.split(".").at(-1));
  goToWrong();
}

/** Bring the first field with an error under the eyes and the keyboard. */
function goToWrong(): void {
  drawn(() => {
    const field = document.querySelector<HTMLElement>('.form [aria-invalid="true"]');
    field?.focus();
    field?.scrollIntoView({ block: "center" });
  });
}
