/* A pile of paper cards, typed in one after the other. They go by the outbox, so a bad line stops nobody. */
import { useState } from "preact/hooks";
import type { Id, OutboxItem } from "../core/client";
import { lang, t } from "../core/strings";
import { length } from "../core/words";
import { Choices } from "../ui/choice";
import { Field, Wrong } from "../ui/field";
import { Sheet } from "../ui/sheet";
import { sent } from "../phone/sent";
import { use } from "../phone/world";
import { whyNot } from "./open";
import { RecordForm, type Words } from "./record";
import { Sent } from "./sent";
import { useClose } from "../ui/close";

type Whose = "nobody" | "name" | "person";
const NAME_MAX = 80;

export function Paper({ onClose: shut }: { onClose: () => void }) {
  const onClose = useClose(shut);
  const { client, board, workshop } = use();
  const [items, setItems] = useState<OutboxItem<"card.record">[]>([]);
  const [kind, text, tongue, whose, by, person] = ["kind", "text", "lang", "whose", "by", "person"].map((part) =>
    client.draft(`paper.${part}`),
  ) as [Draft, Draft, Draft, Draft, Draft, Draft];
  const people = tableHere();
  // Where cards carry no names, nobody is asked whose a paper card is.
  const chosen: Whose = workshop.value.named && (whose.value === "person" || whose.value === "name") ? whose.value : "nobody";
  const wrongName = length(by.value) > NAME_MAX ? t("err.too_long", { max: NAME_MAX }) : null;
  const about = (): { by?: string; person?: Id } | null => {
    if (chosen === "name" && by.value.trim()) return { by: by.value.trim() };
    if (chosen !== "person") return {};
    const found = people.find((one) => String(one.id) === person.value);
    return found ? { person: found.id } : null;
  };
  const [noPerson, setNoPerson] = useState(false);
  const save = (words: Words): false | null => {
    const of = about();
    setNoPerson(of === null);
    if (of === null) return lookAt("paper-person");
    if (wrongName && chosen === "name") return lookAt("paper-by");
    const item = client.post("card.record", { board: board.value!.id, ...words, ...of }, { label: words.text });
    setItems([...items, item]);
    // The next card is somebody else's: a name that stayed would put words in their mouth.
    by.value = "";
    person.value = "";
    return null;
  };
  const options: { value: Whose; say: string }[] = [
    { value: "nobody", say: t("paper.nobody") },
    { value: "name", say: t("paper.name") },
    { value: "person", say: t("paper.person") },
  ];
  return (
    <Sheet full title={t("paper.title")} onClose={onClose}>
      <div class="stack table-form">
        <p class="soft">{t(workshop.value.named ? "paper.say" : "paper.say_anonymous")}</p>
        <RecordForm id="paper" kind={kind} text={text} lang={tongue} why={whyNot("card.record")} onSave={save}>
          {workshop.value.named && (
            <Choices
              name="paper-whose"
              label={t("paper.whose")}
              value={chosen}
              of={options}
              onPick={(one) => {
                whose.value = one;
                setNoPerson(false);
              }}
            />
          )}
          {chosen === "name" && (
            <Field
              id="paper-by"
              label={t("paper.by")}
              optional
              value={by.value}
              onText={(name) => {
                by.value = name;
              }}
              wrong={wrongName}
            />
          )}
          {chosen === "person" && (
            <div class="field">
              <label class="field-label" for="paper-person">
                {t("paper.which_person")}
              </label>
              <select
                id="paper-person"
                class="input"
                value={person.value}
                aria-invalid={noPerson ? "true" : undefined}
                aria-describedby="paper-person-wrong"
                onChange={(event) => {
                  setNoPerson(false);
                  person.value = event.currentTarget.value;
                }}
              >
                <option value="">{t("paper.choose_person")}</option>
                {people.map((one) => (
                  <option key={one.id} value={String(one.id)}>
                    {one.name}
                  </option>
                ))}
              </select>
              <Wrong id="paper-person-wrong" say={noPerson ? t("paper.choose_person") : null} />
              <p class="field-hint">{t("paper.person_say")}</p>
            </div>
          )}
        </RecordForm>
        <Sent
          items={[...unsaved().filter((item) => !items.includes(item)), ...items]}
          onMend={(item) => {
            text.value = item.data.text;
            kind.value = item.data.kind;
            whose.value = item.data.person !== undefined ? "person" : item.data.by !== undefined ? "name" : "nobody";
            by.value = item.data.by ?? "";
            person.value = String(item.data.person ?? "");
            setItems(items.filter((one) => one !== item));
          }}
          onAgain={(item, next) => setItems([...items.filter((one) => one !== item), next])}
        />
      </div>
    </Sheet>
  );
}

/** What is wrong is said there, and goes on there. */
function lookAt(id: string): false {
  const field = document.getElementById(id);
  field?.focus({ preventScroll: true });
  field?.scrollIntoView({ block: "center" });
  return false;
}

type Draft = ReturnType<ReturnType<typeof use>["client"]["draft"]>;

function tableHere() {
  const { client, group } = use();
  return client
    .all("person")
    .value.filter((one) => one.group === group.value?.id && !one.removed && !one.waiting && one.role !== "chair")
    .sort((a, b) => new Intl.Collator(lang.value).compare(a.name, b.name));
}

/** Typed in before and not yet safe. What somebody wrote in a turn of their own is read in that person's turn alone. */
export function unsaved(): OutboxItem<"card.record">[] {
  return sent("card.record").filter((item) => item.state.value !== "saved" && !item.data.own);
}
