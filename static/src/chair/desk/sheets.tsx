/** The desk's questions: what the new theme is called, and which theme. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { lang, t, type Id, type Theme } from "../../core/client";
import { key, length } from "../../core/words";
import { both } from "../../ui/bits";
import { Button } from "../../ui/button";
import { byWeight, NONE } from "../../ui/count";
import { Field } from "../../ui/field";
import { sent, useOnce } from "../../ui/once";
import { Sheet } from "../../ui/sheet";
import { FromBefore, useBegun } from "../begun";
import { isEmpty, noPair, PairField, trimmed, type Pair } from "../pairs";
import { useRoom } from "../room";
import { KeysSheet } from "./keys";
import { useDesk } from "./model";
import { EditTheme, JoinThemes } from "./themesheet";
import { drawn } from "../../ui/drawn";
import { useClose } from "../../ui/close";

export function DeskSheets() {
  const desk = useDesk();
  const room = useRoom();
  const asking = desk.asking.value;
  const close = () => {
    if (desk.asking.peek() === asking) desk.asking.value = undefined;
  };
  // The theme may be retired while its sheet is open. When an undo brings it back, nobody asks for the sheet any more.
  const gone = !!asking && "theme" in asking && !room.theme.value.has(asking.theme);
  useEffect(() => {
    if (gone) close();
  }, [gone]);
  if (!asking) return null;
  if (asking.what === "keys") return <KeysSheet onClose={close} />;
  if (asking.what === "to") return <ToTheme cards={asking.cards} onClose={close} />;
  if ("theme" in asking) {
    const theme = room.theme.value.get(asking.theme);
    if (!theme) return null;
    return asking.what === "join" ? (
      <JoinThemes key={theme.id} theme={theme} onClose={close} />
    ) : (
      <EditTheme key={theme.id} theme={theme} onClose={close} />
    );
  }
  return <NameTheme key={asking.cards.join()} split={asking.what === "split"} cards={asking.cards} onClose={close} />;
}

/** Name a new theme. The first card's words are there already: Enter takes them, typing replaces them. */
function NameTheme({ cards, split, onClose: shut }: { cards: readonly Id[]; split: boolean; onClose: () => void }) {
  const onClose = useClose(shut);
  const desk = useDesk();
  const room = useRoom();
  const votes = room.votes.value;
  const all = desk.withAlong(cards);
  const cardsOf = (ids: readonly Id[]) => ids.flatMap((id) => room.card.value.get(id) ?? []);
  const own = cardsOf(cards).sort((a, b) => byWeight(votes.get(a.id) ?? NONE, votes.get(b.id) ?? NONE));
  const top = own[0];
  const begun = useBegun<Pair>(
    `theme.of.${cards.join()}`,
    top && top.text.length <= 200 ? { ...noPair, [top.lang]: top.text } : noPair,
  );
  const title = begun.value;
  const wrong = useSignal<string | undefined>(undefined);
  const first = `name-theme-${top?.lang ?? lang.value}`;
  // The sheet itself opens after its contents and takes the focus.
  useEffect(() => {
    drawn(() => {
      const input = document.getElementById(first) as HTMLInputElement | null;
      input?.focus();
      input?.select();
    });
  }, []);
  const save = useOnce(async () => {
    if (isEmpty(title)) {
      wrong.value = t("new.wrong_title");
      return;
    }
    const made = begun.sent();
    wrong.value = await desk.create(trimmed(title), cards, split ? desk.within.peek() : undefined);
    if (wrong.value) return;
    made();
    onClose();
  });
  return (
    <Sheet title={split ? t("desk.split") : t("desk.new")} onClose={onClose}>
      <form class="stack" onSubmit={sent(save)} noValidate>
        <FromBefore of={begun} />
        <PairField
          id="name-theme"
          label={t("desk.theme_title")}
          value={title}
          wrong={wrong.value}
          wrongIn={tooLongIn(title)}
          onText={begun.set}
        />
        {own.length > 0 && (
          <ul class="sheet-cards">
            {[...own, ...cardsOf(all.slice(cards.length))].slice(0, 8).map((card) => (
              <li key={card.id} lang={card.lang}>
                {card.text}
              </li>
            ))}
          </ul>
        )}
        <div class="row">
          <Button look="main" submit>
            {all.length > 0 ? t("desk.make_of_n", { n: all.length }) : t("desk.make")}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}

/** The language to say it beside: a title has at most 200 letters in each. */
export const tooLongIn = (title: Pair): "lo" | "en" => (length(title.en) > 200 && length(title.lo) <= 200 ? "en" : "lo");

/** Which theme? By tap, or by typing a few letters and Enter. */
function ToTheme({ cards, onClose: shut }: { cards: readonly Id[]; onClose: () => void }) {
  const onClose = useClose(shut);
  const desk = useDesk();
  const room = useRoom();
  const find = useSignal("");
  const sought = key(find.value);
  const has = (theme: Theme) => key(theme.title.lo).includes(sought) || key(theme.title.en).includes(sought);
  const found = room.themes.value.filter(has);
  const pick = (theme: Theme) => {
    onClose();
    void desk.place(theme.id, cards);
  };
  useEffect(() => {
    drawn(() => document.getElementById("to-theme")?.focus());
  }, []);
  const enter = (event: Event) => {
    event.preventDefault();
    if (found[0]) pick(found[0]);
  };
  return (
    <Sheet title={t("desk.to_theme_n", { n: cards.length })} onClose={onClose}>
      <form onSubmit={enter}>
        <Field
          id="to-theme"
          label={t("act.search")}
          type="search"
          value={find.value}
          onText={(text) => (find.value = text)}
        />
      </form>
      {found.length === 0 && <p class="empty">{t("st.no_match")}</p>}
      <ul class="stack-tight">
        {found.map((theme) => (
          <li key={theme.id}>
            <button
              type="button"
              class="btn btn-wide to-theme"
              style={{ "--hue": `var(--group-${theme.colour % 8})` }}
              onClick={() => pick(theme)}
            >
              <span class="grow">{both(theme.title)}</span>
              <span class="soft small num">{t("desk.cards_n", { n: theme.cards })}</span>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
