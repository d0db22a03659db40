/** The chair says something to a card or a theme: in Lao, in English or in both; nothing at all takes it back. */
import { MessageSquareQuote } from "lucide-preact";
import { signal, useSignal } from "@preact/signals";
import { t, type Key, type Text } from "../../core/client";
import { Button } from "../../ui/button";
import { clarificationOf } from "../../ui/clarified";
import { useOnce } from "../../ui/once";
import { Sheet } from "../../ui/sheet";
import { act } from "../act";
import { FromBefore, useBegun } from "../begun";
import { isEmpty, noPair, PairField, trimmed, type Pair } from "../pairs";
import { useRoom } from "../room";
import { nameOf } from "./names";
import { useClose } from "../../ui/close";

/** "card:17" or "theme:2" while its clarification is being written. */
const clarifying = signal<Key | undefined>(undefined);

/** As many characters as the server takes. */
const LONGEST = 1000;

/** For the chair; the theme team reads what was said. */
export function ClarifyButton({ of }: { of: Key }) {
  const { client } = useRoom();
  if (!client.may("clarification.set")) return null;
  return (
    <Button
      icon={MessageSquareQuote}
      haspopup="dialog"
      onTap={() => (clarifying.value = of)}
    >
      {t(clarificationOf(of) ? "clarify.edit" : "clarify.add")}
    </Button>
  );
}

export function ClarifySheet() {
  const of = clarifying.value;
  return of ? <Writing key={of} of={of} /> : null;
}

function Writing({ of }: { of: Key }) {
  const room = useRoom();
  const before = clarificationOf(of)?.text;
  const words = useBegun<Pair>(`clarify.${of}`, before ?? noPair);
  const wrong = useSignal<string | undefined>(undefined);
  const close = useClose(() => (clarifying.value = undefined));
  const give = useOnce(async (said: Text) => {
    const saved = words.sent();
    const reply = await act(room.client, "clarification.set", { subject: of, text: said }, true);
    wrong.value = reply.refused ? reply.say : undefined;
    if (reply.refused) return;
    if (saved()) close();
  });
  const save = (event: Event) => {
    event.preventDefault();
    if (isEmpty(words.value) && !before) wrong.value = t("err.text");
    else give(trimmed(words.value));
  };
  const about = nameOf(room, of);
  return (
    <Sheet title={t("clarify.add")} onClose={close}>
      <p class="quote" lang={about.lang}>
        {about.text}
      </p>
      <form class="stack" onSubmit={save} noValidate>
        <FromBefore of={words} />
        <PairField
          id="clarify"
          label={t("clarify.words")}
          hint={t("clarify.hint", { max: LONGEST })}
          lines={4}
          prose
          value={words.value}
          wrong={wrong.value}
          onText={words.set}
        />
        <div class="row">
          <Button look="main" submit>
            {t("act.save")}
          </Button>
          {before && <Button onTap={() => void give(noPair)}>{t("clarify.take_back")}</Button>}
        </div>
      </form>
    </Sheet>
  );
}
