/* Changing one's own card, or mending one that came back. What is typed is a draft until it is saved. */
import { useState } from "preact/hooks";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { flatten } from "../ui/flat";
import { kindOf } from "../ui/kinds";
import { Sheet } from "../ui/sheet";
import type { Shown } from "./cards";
import { OrgField } from "./orgs";
import { WhoReads } from "./says";
import { charsLeft, scriptOf, wrongText } from "./writing";
import { use } from "./world";
import { useClose } from "../ui/close";

export function EditSheet({ card, onClose: shut }: { card: Shown; onClose: () => void }) {
  const onClose = useClose(shut);
  const { client } = use();
  const came = card.state === "refused" ? card.item : undefined;
  const draft = client.draft(`edit.${card.key}`);
  const [text, setText] = useState(draft.value || (came && "text" in came.data ? came.data.text : card.text));
  const [org, setOrg] = useState(card.org);
  const [wrong, setWrong] = useState<string | null>(came ? (card.say ?? null) : null);

  const save = () => {
    const bad = wrongText(text);
    if (bad) return setWrong(bad);
    if (card.card) client.post("card.edit", { card: card.card.id, text, org, lang: scriptOf(text) }, { label: text });
    else if (card.item?.name === "card.post") {
      // Written under a card that has gone since: mended, it stands by itself.
      const { into, ...data } = card.item.data;
      const under = into !== undefined && card.item.reply.value?.refused !== "not_found" ? { into } : {};
      client.post("card.post", { ...data, ...under, text, org, lang: scriptOf(text) }, { label: text });
    }
    if (came) client.dismiss(came.id);
    draft.value = "";
    onClose();
  };

  return (
    <Sheet title={t("act.edit")} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field
          id="edit-text"
          label={t(kindOf(card.kind).word)}
          lines={4}
          flat={flatten}
          lang={scriptOf(text)}
          value={text}
          onText={(typed) => {
            setText(typed);
            draft.value = typed;
            setWrong(null);
          }}
          wrong={wrong}
          after={<CharsLeft text={text} />}
          focus
        />
        <OrgField
          id="edit-org"
          label={t("card.concerns")}
          optional
          note
          value={{ org, other: "" }}
          onPick={(choice) => setOrg(choice.org)}
        />
        <WhoReads waits />
        <Button look="main" wide submit>
          {t(card.card ? "act.save" : "act.send")}
        </Button>
      </form>
    </Sheet>
  );
}

/** The number that is left; as a whole sentence once it gets tight. Readers always hear the sentence. */
export function CharsLeft({ text, id }: { text: string; id?: string }) {
  const left = charsLeft(text);
  const sentence = t("err.chars_left", { n: left });
  if (left > TIGHT)
    return (
      <span class="chars num small soft" id={id}>
        <span class="unseen">{sentence}</span>
        <span aria-hidden="true">{left}</span>
      </span>
    );
  return (
    <span class={`chars chars-tight num small ${left < 0 ? "chars-over" : "soft"}`} id={id}>
      {sentence}
    </span>
  );
}

const TIGHT = 40;
