/** What is said of the workshop, how it runs, and closing it. */
import { useSignal } from "@preact/signals";
import { t, type Workshop } from "../core/client";
import { Button } from "../ui/button";
import { Choices } from "../ui/choice";
import { Field } from "../ui/field";
import { sent, useOnce } from "../ui/once";
import { toast } from "../ui/toast";
import { act } from "./act";
import { FewPanel } from "./fewpanel";
import { Forgetting } from "./forget";
import { ApproveChoice, type Approve } from "./approve";
import { isEmpty, PairField, toLines, toTexts, trimmed, type Pair } from "./pairs";
import { days, whole } from "./plan";
import { useRoom } from "./room";

export function SettingsView() {
  const room = useRoom();
  const workshop = room.workshop.value;
  if (!workshop) return null;
  return (
    <div class="stack settings">
      <FewPanel />
      <Facts key={workshop.key} workshop={workshop} />
      <Organisations />
      <AddGroup />
      <Closing workshop={workshop} />
      {workshop.state === "closed" && <Forgetting workshop={workshop} />}
    </div>
  );
}

function Facts({ workshop }: { workshop: Workshop }) {
  const { client } = useRoom();
  const title = useSignal<Pair>(workshop.title);
  const programme = useSignal<Pair>(workshop.programme);
  const venue = useSignal<Pair>(workshop.venue);
  const purposes = useSignal<Pair>(toLines(workshop.purposes));
  const first = useSignal(workshop.days[0] ?? "");
  const last = useSignal(workshop.days.at(-1) ?? "");
  const assign = useSignal(workshop.assign);
  const named = useSignal<"named" | "anonymous">(workshop.named ? "named" : "anonymous");
  const approve = useSignal<Approve>(workshop.approve ? "first" : "once");
  const budget = useSignal(String(workshop.budget ?? ""));
  const cap = useSignal(String(workshop.cap));
  const wrong = useSignal<Record<string, string>>({});
  const save = async (event: Event) => {
    event.preventDefault();
    const found: Record<string, string> = {};
    if (isEmpty(title.value)) found.title = t("new.wrong_title");
    if (last.value && last.value < first.value) found.days = t("new.wrong_days");
    if (budget.value.trim() && !whole(budget.value, 1, 1000)) found.budget = t("new.wrong_number");
    if (!whole(cap.value, 1, 100)) found.cap = t("new.wrong_number");
    wrong.value = found;
    if (Object.keys(found).length > 0) return;
    const data = {
      title: trimmed(title.value),
      programme: trimmed(programme.value),
      venue: trimmed(venue.value),
      days: days(first.value, last.value),
      purposes: toTexts(purposes.value),
      assign: assign.value,
      named: named.value === "named",
      approve: approve.value === "first",
      budget: budget.value.trim() ? Number(budget.value) : null,
      cap: Number(cap.value),
    };
    const reply = await act(client, "workshop.edit", data, true);
    if (!reply.refused) return toast(t("st.saved"));
    const field = reply.refused === "cannot_loosen" ? "named" : (reply.field ?? "form").split(".")[0]!;
    wrong.value = { [field]: reply.say };
  };
  return (
    <form class="panel stack" onSubmit={(event) => void save(event)} noValidate aria-labelledby="facts">
      <h2 id="facts">{t("new.what")}</h2>
      <PairField
        id="set-title"
        label={t("new.name")}
        value={title.value}
        wrong={wrong.value.title}
        onText={(v) => (title.value = v)}
      />
      <PairField
        id="set-programme"
        label={t("new.programme")}
        optional
        value={programme.value}
        wrong={wrong.value.programme}
        onText={(v) => (programme.value = v)}
      />
      <PairField
        id="set-venue"
        label={t("view.place")}
        optional
        value={venue.value}
        wrong={wrong.value.venue}
        onText={(v) => (venue.value = v)}
      />
      <PairField
        id="set-purposes"
        label={t("stage.purpose")}
        hint={t("new.lines_hint")}
        optional
        lines={4}
        value={purposes.value}
        wrong={wrong.value.purposes}
        onText={(v) => (purposes.value = v)}
      />
      <div class="pair-two">
        <Field
          id="set-first"
          label={t("new.first_day")}
          type="date"
          value={first.value}
          onText={(v) => (first.value = v)}
        />
        <Field
          id="set-last"
          label={t("new.last_day")}
          type="date"
          value={last.value}
          wrong={wrong.value.days}
          onText={(v) => (last.value = v)}
        />
      </div>
      <Choices
        name="set-assign"
        label={t("new.assign")}
        value={assign.value}
        of={(["choose", "balance", "fixed"] as const).map((value) => ({ value, say: t(`assign.${value}`) }))}
        onPick={(value) => (assign.value = value)}
      />
      <Choices
        name="set-named"
        label={t("new.named")}
        value={named.value}
        of={(["named", "anonymous"] as const).map((value) => ({ value, say: t(`named.${value}`) }))}
        onPick={(value) => (named.value = value)}
      />
      {wrong.value.named && (
        <p class="field-wrong" role="alert">
          {wrong.value.named}
        </p>
      )}
      <ApproveChoice name="set-approve" value={approve.value} onPick={(value) => (approve.value = value)} />
      <div class="pair-two">
        <Field
          id="set-budget"
          label={t("new.budget")}
          hint={t("new.budget_hint")}
          type="number"
          value={budget.value}
          wrong={wrong.value.budget}
          onText={(v) => (budget.value = v)}
        />
        <Field
          id="set-cap"
          label={t("new.cap")}
          hint={t("new.cap_hint")}
          type="number"
          value={cap.value}
          wrong={wrong.value.cap}
          onText={(v) => (cap.value = v)}
        />
      </div>
      {wrong.value.form && (
        <p class="field-wrong" role="alert">
          {wrong.value.form}
        </p>
      )}
      <div>
        <Button look="main" submit>
          {t("act.save")}
        </Button>
      </div>
    </form>
  );
}

/** One line that adds something with a name in two languages. */
function AddLine(p: { id: string; title: string; of: string; onAdd: (pair: Pair) => Promise<string | undefined> }) {
  const pair = useSignal<Pair>({ lo: "", en: "" });
  const wrong = useSignal<string | undefined>(undefined);
  const add = useOnce(async () => {
    if (isEmpty(pair.value)) {
      wrong.value = t("new.wrong_title");
      return;
    }
    const sent = pair.value;
    wrong.value = await p.onAdd(sent);
    if (!wrong.value && pair.value === sent) pair.value = { lo: "", en: "" }; // else the next one is begun already
  });
  return (
    <form class="panel stack" onSubmit={sent(add)} noValidate>
      <PairField
        id={p.id}
        label={p.title}
        hint={p.of}
        value={pair.value}
        wrong={wrong.value}
        onText={(v) => (pair.value = v)}
      />
      <div>
        <Button submit>{t("act.add")}</Button>
      </div>
    </form>
  );
}

function Organisations() {
  const { client } = useRoom();
  const add = async (pair: Pair) => {
    const reply = await act(client, "org.add", { ...trimmed(pair) }, true);
    return reply.refused ? reply.say : undefined;
  };
  const count = client.all("org").value.length;
  return <AddLine id="add-org" title={t("set.add_org")} of={t("new.orgs_n", { n: count })} onAdd={add} />;
}

function AddGroup() {
  const room = useRoom();
  const add = async (pair: Pair) => {
    const reply = await act(room.client, "group.add", { name: trimmed(pair) }, true);
    return reply.refused ? reply.say : undefined;
  };
  return <AddLine id="add-group" title={t("set.add_group")} of={t("set.groups_n", { n: room.groups.value.length })} onAdd={add} />;
}

function Closing({ workshop }: { workshop: Workshop }) {
  const { client } = useRoom();
  const closed = workshop.state === "closed";
  return (
    <section class="panel stack-tight" aria-labelledby="closing">
      <h2 id="closing">{t(closed ? "set.closed" : "set.close")}</h2>
      <p class="soft">{t(closed ? "set.closed_say" : "set.close_say")}</p>
      {!workshop.forgotten && (
        <div>
          <Button onTap={() => void act(client, closed ? "workshop.reopen" : "workshop.close", {})}>
            {t(closed ? "set.reopen" : "set.close")}
          </Button>
        </div>
      )}
    </section>
  );
}
