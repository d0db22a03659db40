/** One proposal: the cards with their common words marked, where they would go, and the two answers. */
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { lang, t, type Card } from "../../core/client";
import { both } from "../../ui/bits";
import { Button } from "../../ui/button";
import { Count, total } from "../../ui/count";
import { GroupSign, KindMark } from "../../ui/marks";
import { tooLongIn } from "../desk/sheets";
import { useDesk } from "../desk/model";
import { PairField } from "../pairs";
import { useRoom } from "../room";
import { accept, refuse } from "./acts";
import { chosenOf, draftOf, setDraft, titleOf } from "./drafts";
import { usePassOn } from "./keys";
import { marked, type Hint } from "./model";
import { useOnce } from "../../ui/once";

export function Proposal({ hint }: { hint: Hint }) {
  const desk = useDesk();
  const box = useRef<HTMLElement>(null);
  usePassOn(box);
  const wrong = useSignal<string | undefined>(undefined);
  const chosen = chosenOf(hint);
  const along = desk.withAlong(chosen).length - chosen.length;
  const first = hint.cards[0]!;
  const { picked } = draftOf(hint);
  const say = useOnce(async () => {
    wrong.value = await accept(desk, [hint]);
  });
  const apart = useOnce(() => refuse(desk, [hint]));
  return (
    <article ref={box} class="hint" data-kind={hint.kind} data-picked={picked || undefined} data-hint={hint.key} tabIndex={-1} aria-label={first.text}>
      <div class="hint-head">
        <label class="check">
          <input
            type="checkbox"
            class="hint-pick"
            checked={picked}
            aria-label={t("hint.pick", { text: first.text })}
            onChange={(event) => setDraft(hint, { picked: event.currentTarget.checked })}
          />
        </label>
        <KindMark kind={hint.kind} />
        <span class="num strong">{t("hint.breadth", { cards: hint.ids.length, groups: hint.groups })}</span>
        {along > 0 && <span class="num soft small">{t("desk.along_n", { n: along })}</span>}
      </div>
      <ul class="hint-cards">
        {hint.cards.map((card) => (
          <Line key={card.id} hint={hint} card={card} />
        ))}
      </ul>
      <Target hint={hint} wrong={wrong.value} onEnter={say} />
      <div class="row">
        <Button
          look="main"
          class="hint-accept"
          label={t("hint.accept_what", { text: first.text })}
          why={chosen.length === 0 && t("desk.all_gone")}
          onTap={say}
        >
          {t("hint.accept")}
        </Button>
        <Button class="hint-refuse" label={t("mod.not_same_what", { text: first.text })} onTap={apart}>
          {t("mod.not_same")}
        </Button>
      </div>
    </article>
  );
}

/** A card that may be left out; what others of them say too is marked. */
function Line({ hint, card }: { hint: Hint; card: Card }) {
  const room = useRoom();
  const { out } = draftOf(hint);
  const group = room.group.value.get(card.group);
  const votes = room.votes.value.get(card.id);
  const toggle = (on: boolean) => {
    const after = new Set(out);
    if (on) after.delete(card.id);
    else after.add(card.id);
    setDraft(hint, { out: after });
  };
  return (
    <li class="hint-card" data-out={out.has(card.id) || undefined}>
      <label class="hint-with">
        <input
          type="checkbox"
          checked={!out.has(card.id)}
          aria-label={t("hint.with", { text: card.text })}
          onChange={(event) => toggle(event.currentTarget.checked)}
        />
        {group && <GroupSign group={group} />}
        <span class="grow">
          <Text card={card} hint={hint} />
          {votes && total(votes) > 0 && <Count of={votes} class="small soft" />}
        </span>
      </label>
    </li>
  );
}

function Text({ card, hint }: { card: Card; hint: Hint }) {
  return (
    <span class="hint-text" lang={card.lang === lang.value ? undefined : card.lang}>
      {marked(card.text, hint.spans.get(card.id) ?? []).map(({ text, on }, at) => (on ? <mark key={at}>{text}</mark> : text))}
    </span>
  );
}

/** Into a new theme, whose title can be mended; or to those of them that are in a theme already. */
function Target({ hint, wrong, onEnter }: { hint: Hint; wrong: string | undefined; onEnter: () => void }) {
  const room = useRoom();
  const theme = hint.theme === undefined ? undefined : room.theme.value.get(hint.theme);
  if (theme)
    return (
      <div class="hint-into" style={{ "--hue": `var(--group-${theme.colour % 8})` }}>
        <p>
          <span class="soft">{t("hint.into")}</span> <strong>{both(theme.title)}</strong>
        </p>
        <p class="soft small num">{t("hint.there", { n: hint.there.length })}</p>
        <ul class="hint-there">
          {hint.there.map((card) => (
            <li key={card.id} class="small">
              <Text card={card} hint={hint} />
            </li>
          ))}
        </ul>
        {wrong && (
          <p role="alert" class="field-wrong">
            {wrong}
          </p>
        )}
      </div>
    );
  const title = titleOf(hint);
  return (
    <form
      class="hint-title"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onEnter();
      }}
    >
      <PairField
        id={`hint-${hint.ids[0]!}`}
        label={t("desk.theme_title")}
        value={title}
        wrong={wrong}
        wrongIn={tooLongIn(title)}
        onText={(pair) => setDraft(hint, { title: pair })}
      />
      {/* Enter in one of two fields sends a form only where it has a button to send it with. */}
      <button type="submit" hidden />
    </form>
  );
}
