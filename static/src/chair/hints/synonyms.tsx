/** The list of words that mean the same: what letters cannot see. */
import { ChevronDown, ChevronRight, Pencil, Plus, Trash2 } from "lucide-preact";
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { t, type Synonym } from "../../core/client";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { act } from "../act";
import { useRoom } from "../room";
import { toLine, toWords, unusual } from "./lines";
import { drawn } from "../../ui/drawn";
import { sent, useOnce } from "../../ui/once";

export function Synonyms() {
  const room = useRoom();
  const all = room.client.all("synonym").value;
  const usual = unusual(all.map(({ words }) => words));
  const open = useSignal(false);
  const box = useRef<HTMLElement>(null);
  // Twenty lines more would push the proposals out of sight that they were added for; what was pressed goes with them.
  const addUsual = useOnce(async () => {
    const reply = await act(room.client, "synonym.add", { lines: usual });
    if (reply.refused) return;
    open.value = false;
    drawn(() => {
      if (document.activeElement === document.body) box.current?.querySelector("button")?.focus();
    });
  });
  return (
    <section ref={box} class="syn">
      <Button look="bare" icon={open.value ? ChevronDown : ChevronRight} expanded={open.value} onTap={() => (open.value = !open.value)}>
        {t("syn.title")} <span class="num soft">{all.length || ""}</span>
      </Button>
      {open.value && (
        <div class="syn-list stack">
          <p class="soft">{all.length === 0 ? t("syn.none") : t("syn.say")}</p>
          <Words save={(words) => act(room.client, "synonym.add", { lines: [words] }, true)} />
          <ul>
            {all.map((one) => (
              <Line key={one.id} of={one} />
            ))}
          </ul>
          {usual.length > 0 && (
            <div>
              <Button onTap={addUsual}>
                {t("syn.usual", { n: usual.length })}
              </Button>
            </div>
          )}
        </div>
      )}
    </section>
  );
}

function Line({ of }: { of: Synonym }) {
  const { client } = useRoom();
  const editing = useSignal(false);
  const words = toLine(of.words);
  if (editing.value)
    return (
      <li>
        <Words
          id={`syn-${of.id}`}
          from={words}
          save={(to) => act(client, "synonym.edit", { synonym: of.id, words: to }, true)}
          onSaved={() => (editing.value = false)}
        />
      </li>
    );
  return (
    <li class="row-apart">
      <span class="grow syn-words">{words}</span>
      <Button look="bare" icon={Pencil} label={t("syn.edit_what", { words })} onTap={() => (editing.value = true)} />
      <Button
        look="bare"
        icon={Trash2}
        label={t("syn.drop_what", { words })}
        onTap={() => void act(client, "synonym.drop", { synonym: of.id })}
      />
    </li>
  );
}

interface WordsProps {
  id?: string;
  from?: string;
  save: (words: string[]) => ReturnType<typeof act>;
  /** Of one that was there before, and of which nothing more was typed since. */
  onSaved?: () => void;
}

function Words({ id = "syn-new", from = "", save, onSaved }: WordsProps) {
  const line = useSignal(from);
  const wrong = useSignal<string | undefined>(undefined);
  const going = useRef(new Set<string>()); // the next line may be sent before this one is answered, this one not twice
  const submit = async () => {
    const typed = line.value;
    if (going.current.has(typed)) return;
    const words = toWords(typed);
    if (words.length === 0) {
      wrong.value = t("syn.two");
      return;
    }
    going.current.add(typed);
    const reply = await save(words);
    going.current.delete(typed);
    wrong.value = reply.refused ? reply.say : undefined;
    if (reply.refused || line.value !== typed) return; // the next line may be begun already
    if (onSaved) onSaved();
    else line.value = "";
  };
  return (
    <form class="syn-form" onSubmit={sent(() => void submit())} noValidate>
      <Field id={id} label={t("syn.words")} value={line.value} wrong={wrong.value} focus={from !== ""} onText={(text) => (line.value = text)} />
      <Button submit {...(from ? {} : { icon: Plus })}>
        {t(from ? "act.save" : "act.add")}
      </Button>
    </form>
  );
}
