/* The two questions of the desk: other words for a card, and why it is not shown. */
import { EyeOff } from "lucide-preact";
import { useState } from "preact/hooks";
import { t } from "../../core/strings";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { flatten } from "../../ui/flat";
import { Sheet } from "../../ui/sheet";
import { toast } from "../../ui/toast";
import { type Shown, shownCards } from "../../phone/cards";
import { CharsLeft } from "../../phone/edit";
import { use } from "../../phone/world";
import { scriptOf, wrongText } from "../../phone/writing";
import { wayBack } from "../undo";
import { hide, SEVERAL } from "./ask";
import { Reasons } from "./reasons";
import { asking, refusalOf, say } from "./state";
import { rescueFocus } from "./steady";
import { drawn } from "../../ui/drawn";
import { underWay, useClose } from "../../ui/close";

export function Asked() {
  const it = asking.value;
  if (!it) return null;
  const close = () => {
    if (asking.peek() !== it) return;
    asking.value = null;
    drawn(rescueFocus);
  };
  return it.what === "reword" ? <Reword key={it.card.key} card={it.card} onClose={close} /> : <Hide key={it.cards.map((card) => card.key).join()} cards={it.cards} onClose={close} />;
}

/** The author's words stay above, in sight, and the author is told: said before it is done. */
function Reword({ card, onClose: shut }: { card: Shown; onClose: () => void }) {
  const onClose = useClose(shut);
  const { client } = use();
  const id = card.card!.id;
  const draft = client.draft(`reword.${id}`);
  const [text, setText] = useState(draft.value || card.text);
  const [wrong, setWrong] = useState<string | null>(null);
  const now = shownCards().find((one) => one.key === card.key);
  const first = now?.card?.original ?? card.card!.original ?? { text: card.text, lang: card.lang };
  const save = async () => {
    const bad = wrongText(text);
    if (bad) return setWrong(bad);
    const back = wayBack("card.reword");
    const saved = underWay(draft);
    const reply = await client.send("card.reword", { card: id, text, lang: scriptOf(text) });
    if (reply.refused !== undefined) return setWrong(reply.say);
    toast(t("mod.did_reword"), { label: t("history.undo"), act: back });
    if (saved()) onClose();
  };
  return (
    <Sheet title={t("mod.reword")} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div class="stack-tight">
          <h3>{t("mod.first_words")}</h3>
          <p class="quote" lang={first.lang}>
            {first.text}
          </p>
        </div>
        {(!now || now.hidden) && <p role="status" class="tag tag-amber">{t("mod.card_gone")}</p>}
        {now && now.text !== card.text && (
          <div role="status" class="stack-tight">
            <p class="strong">{t("mod.changed_meanwhile")}</p>
            <p class="quote" lang={now.lang}>
              {now.text}
            </p>
          </div>
        )}
        <Field
          id="reword-text"
          label={t("mod.your_words")}
          hint={t(use().workshop.value.named ? "mod.reword_say" : "mod.reword_say_anonymous")}
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
        <Button look="main" wide submit why={text === (now ?? card).text ? t("lead.nothing_changed") : null}>
          {t("act.save")}
        </Button>
      </form>
    </Sheet>
  );
}

function Hide({ cards: asked, onClose: shut }: { cards: readonly Shown[]; onClose: () => void }) {
  const onClose = useClose(shut);
  const [reason, setReason] = useState("");
  // Another leader may have dealt with some of them since this was opened.
  const still = asked.filter((card) => shownCards().some((one) => one.key === card.key && one.pending === card.pending && !one.hidden));
  const cards = still.length ? still : asked;
  const ids = cards.map((card) => card.card!.id);
  const pending = cards.every((card) => card.pending);
  const one = cards.length === 1 ? cards[0] : undefined;
  const leave = useClose(() => {
    say([...ids, SEVERAL], null);
    onClose();
  });
  const go = async () => {
    if (await hide(cards, reason)) onClose();
  };
  return (
    <Sheet
      title={t(pending ? "mod.not_now" : "act.hide")}
      onClose={leave}
    >
      {one ? (
        <p class="quote" lang={one.lang}>
          {one.text}
        </p>
      ) : (
        <p class="strong num">{t("mod.cards_n", { n: cards.length })}</p>
      )}
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <Reasons value={reason} onText={setReason} wrong={refusalOf(one ? ids[0]! : SEVERAL)} />
        <p class="soft small">{t(pending ? "mod.not_now_say" : "card.hide_say")}</p>
        <Button look="main" wide icon={EyeOff} submit>
          {one ? t(pending ? "mod.not_now" : "act.hide") : t(pending ? "mod.not_now_n" : "mod.hide_n", { n: cards.length })}
        </Button>
      </form>
    </Sheet>
  );
}
