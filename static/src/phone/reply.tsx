/* A word under a card. What is typed is a draft of that card's own until it is sent. */
import { useState } from "preact/hooks";
import { Send } from "lucide-preact";
import type { Lang } from "../core/client";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { flatten } from "../ui/flat";
import { Sheet } from "../ui/sheet";
import type { Shown } from "./cards";
import { CharsLeft } from "./edit";
import { WhoReads } from "./says";
import { unfold } from "./talk";
import { use } from "./world";
import { scriptOf, wrongText } from "./writing";
import { useClose } from "../ui/close";

export function ReplySheet({ card, onClose: shut }: { card: Shown; onClose: () => void }) {
  const onClose = useClose(shut);
  const { client } = use();
  const id = card.card!.id;
  const draft = client.draft(`reply.${id}`);
  const text = draft.value;
  const [asked, setAsked] = useState<Lang | null>(null); // null: by the script
  const [wrong, setWrong] = useState<string | null>(null);
  const tongue = asked ?? scriptOf(text);
  const send = () => {
    const bad = wrongText(text);
    if (bad) return setWrong(bad);
    client.post("reply.post", { card: id, text, lang: tongue }, { label: text });
    draft.value = "";
    unfold(id);
    onClose();
  };
  return (
    <Sheet title={t("reply.write")} onClose={onClose}>
      <p class="quote clamp-2" lang={card.lang}>
        {card.text}
      </p>
      <form
        class="stack-tight"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
        }}
      >
        <Field
          id="reply-text"
          label={t("reply.text")}
          lines={3}
          flat={flatten}
          lang={tongue}
          value={text}
          onText={(typed) => {
            draft.value = typed;
            setWrong(null);
          }}
          wrong={wrong}
          focus
        />
        <WhoReads />
        <div class="row-apart">
          <CharsLeft text={text} />
          <div class="row">
            <Button small onTap={() => setAsked(tongue === "lo" ? "en" : "lo")}>
              <span class="unseen">{t("reply.lang")}</span> <span lang={tongue}>{tongue === "lo" ? "ລາວ" : "EN"}</span>
            </Button>
            <Button look="main" icon={Send} submit>
              {t("act.send")}
            </Button>
          </div>
        </div>
      </form>
    </Sheet>
  );
}
