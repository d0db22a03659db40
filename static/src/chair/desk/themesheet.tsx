/** A theme's own sheet: its words, colour and note, and what becomes of it. */
import { useSignal } from "@preact/signals";
import { t, type Id, type Note, type Theme } from "../../core/client";
import { lines } from "../../core/lines";
import { length } from "../../core/words";
import { both } from "../../ui/bits";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { sent, useOnce } from "../../ui/once";
import { Sheet } from "../../ui/sheet";
import { act } from "../act";
import { FromBefore, useBegun } from "../begun";
import { isEmpty, PairField, trimmed, type Pair } from "../pairs";
import { useRoom } from "../room";
import { useDesk } from "./model";
import { useClose } from "../../ui/close";

export function EditTheme({ theme, onClose: shut }: { theme: Theme; onClose: () => void }) {
  const onClose = useClose(shut);
  const { client } = useRoom();
  // As it was when this was opened: what somebody else changed since is theirs, unless it is changed here too.
  const words = useBegun(`theme.${theme.id}`, { title: theme.title, note: client.one<Note>(`note:${theme.id}`).peek()?.text ?? "" });
  const { opened } = words;
  const { title } = words.value;
  const wrong = useSignal<{ title?: string; note?: string }>({});
  const save = useOnce(async () => {
    if (isEmpty(title)) {
      wrong.value = { title: t("new.wrong_title") };
      return;
    }
    const [wanted, note] = [trimmed(title), lines(words.value.note)];
    const renamed = !same(wanted, opened.title) && !same(wanted, theme.title);
    const saved = words.sent();
    const named = renamed && (await act(client, "theme.rename", { theme: theme.id, title: wanted }, true));
    const noted = note !== opened.note && (await act(client, "theme.note", { theme: theme.id, note }, true));
    wrong.value = {
      ...(named && named.refused ? { title: named.say } : {}),
      ...(noted && noted.refused ? { note: noted.say } : {}),
    };
    if (wrong.value.title || wrong.value.note) return;
    if (saved()) onClose(); // else it is for the words that were typed since
  });
  return (
    <Sheet title={t("desk.edit")} onClose={onClose}>
      <form class="stack" onSubmit={sent(save)} noValidate>
        <FromBefore of={words} />
        <PairField
          id="edit-theme"
          label={t("desk.theme_title")}
          value={title}
          wrong={wrong.value.title}
          wrongIn={length(title.en) > 200 && length(title.lo) <= 200 ? "en" : "lo"}
          onText={(pair) => words.set({ title: pair })}
        />
        <p class="soft" role="status">
          {!same(theme.title, opened.title) && t("desk.title_meanwhile", { title: both(theme.title) })}
        </p>
        <Colours theme={theme} />
        <Field
          id="theme-note"
          label={t("desk.note")}
          hint={t("desk.note_hint")}
          optional
          lines={2}
          value={words.value.note}
          wrong={wrong.value.note}
          onText={(note) => words.set({ note })}
        />
        <div class="row">
          <Button look="main" submit>
            {t("act.save")}
          </Button>
          <Fate theme={theme} onClose={onClose} />
        </div>
      </form>
    </Sheet>
  );
}

const same = (a: Pair, b: Pair): boolean => a.lo === b.lo && a.en === b.en;

function Colours({ theme }: { theme: Theme }) {
  const { client } = useRoom();
  return (
    <fieldset class="field">
      <legend class="field-label">{t("desk.colour")}</legend>
      <div class="colours">
        {Array.from({ length: 8 }, (_, colour) => (
          <label key={colour} class="colour" style={{ "--hue": `var(--group-${colour})` }}>
            <input
              type="radio"
              name="colour"
              checked={theme.colour % 8 === colour}
              onChange={() => void act(client, "theme.colour", { theme: theme.id, colour })}
            />
            <span class="unseen">{t(`colour.${colour}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Joined with others, parked, or retired: each can be undone. */
function Fate({ theme, onClose }: { theme: Theme; onClose: () => void }) {
  const desk = useDesk();
  const room = useRoom();
  const others = room.theme.value.size > 1;
  return (
    <>
      {others && (
        <Button haspopup="dialog" onTap={() => (desk.asking.value = { what: "join", theme: theme.id })}>
          {t("desk.join")}
        </Button>
      )}
      <Button
        onTap={() => {
          onClose();
          void desk.parkTheme(theme.id, !theme.parked);
        }}
      >
        {theme.parked ? t("desk.unpark") : t("desk.park")}
      </Button>
      <Button
        look="loss"
        onTap={() => {
          onClose();
          void act(room.client, "theme.retire", { theme: theme.id });
        }}
      >
        {t("desk.retire")}
      </Button>
    </>
  );
}

/** Which other themes say the same? Their cards come to this one, and its words stay. */
export function JoinThemes({ theme, onClose: shut }: { theme: Theme; onClose: () => void }) {
  const onClose = useClose(shut);
  const desk = useDesk();
  const room = useRoom();
  const chosen = useSignal<ReadonlySet<Id>>(new Set());
  const others = [...room.themes.value, ...room.parked.value].filter((one) => one.id !== theme.id);
  const toggle = (id: Id) => {
    const after = new Set(chosen.value);
    if (!after.delete(id)) after.add(id);
    chosen.value = after;
  };
  const join = (event: Event) => {
    event.preventDefault();
    // Another of the team may have joined one of them meanwhile.
    const there = others.flatMap((one) => (chosen.value.has(one.id) ? [one.id] : []));
    if (there.length === 0) return;
    onClose();
    void desk.join(theme.id, there);
  };
  return (
    <Sheet title={t("desk.join_into", { what: both(theme.title) })} onClose={onClose}>
      <form class="stack" onSubmit={join}>
        <p class="soft">{t("desk.join_hint")}</p>
        <ul class="stack-tight">
          {others.map((one) => (
            <li key={one.id}>
              <label class="check to-theme join-theme" style={{ "--hue": `var(--group-${one.colour % 8})` }}>
                <input type="checkbox" checked={chosen.value.has(one.id)} onChange={() => toggle(one.id)} />
                <span class="grow">{both(one.title)}</span>
                <span class="soft small num">{t("desk.cards_n", { n: one.cards })}</span>
              </label>
            </li>
          ))}
        </ul>
        <div class="row">
          <Button look="main" submit why={chosen.value.size === 0 && t("desk.join_hint")}>
            {t("desk.join_n", { n: chosen.value.size })}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
