/*
 * A show of hands: everybody's hands on every card, counted in one go and saved in one act. It is a record of its own,
 * by show of hands, and never becomes anybody's dots.
 */
import { Minus, Plus } from "lucide-preact";
import { useState } from "preact/hooks";
import type { Hands as HandsRecord } from "../core/client";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { timeText } from "../ui/dates";
import { Wrong } from "../ui/field";
import { KindMark } from "../ui/marks";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { use } from "../phone/world";
import { type Count, countsOf, fromRecord, MOST, parse, total, uncounted, whole, wrongAt } from "./count";
import { whyNot } from "./open";
import { seatedHere } from "./table/seated";
import { type Votable, votable } from "./table/votable";
import { wayBack } from "./undo";
import { drawn } from "../ui/drawn";
import { underWay, useClose } from "../ui/close";

export function Hands({ onClose: shut }: { onClose: () => void }) {
  const onClose = useClose(shut);
  const { client, board, rounds } = use();
  const round = rounds.value[0];
  const draft = client.draft(`hands.${round?.id ?? 0}`);
  const [busy, setBusy] = useState(false);
  const [sure, setSure] = useState<number | null>(null); // so many were asked about, being more than sit here
  const [asked, setAsked] = useState(false); // the wrong ones are said once saving was asked for
  const [seen, setSeen] = useState<Count | null>(null); // what stands here while the caret is in a field
  if (!round || !board.value) return null;
  const saved = client.all("hands").value.find((one) => one.round === round.id);
  const cards = votable(client.all("card").value, board.value.id);
  const count = parse(draft.value) ?? seen ?? (saved ? fromRecord(saved) : { present: String(seats()), counts: {} });
  const present = whole(count.present);
  const badPresent = present === null || present < 1 || present > MOST;
  const bad = cards.filter(({ card }) => wrongAt(count.counts[card.id] ?? "", present) !== null);
  const change = (part: Partial<Count>) => {
    draft.value = JSON.stringify({ ...count, ...part });
  };
  const set = (card: number, n: string) => change({ counts: { ...count.counts, [card]: n } });
  const save = async () => {
    setAsked(true);
    if (badPresent || bad.length) {
      goTo(badPresent ? "hands-present" : `hands-${bad[0]!.card.id}`);
      return;
    }
    if (uncounted(count)) return goTo(`hands-${cards[0]!.card.id}`);
    setBusy(true);
    const counts = countsOf(count, cards.map(({ card }) => card.id));
    const done = underWay(draft);
    const reply = await client.send("hands.count", { round: round.id, present, counts, sure: sure === present || saved?.present === present });
    setBusy(false);
    if (reply.refused === "many_present") {
      setSure(present); // the same press again says yes
      goTo("hands-present");
      return toast(reply.say);
    }
    if (reply.refused !== undefined) return toast(reply.say);
    toast(t("hands.saved"), { label: t("act.undo"), act: wayBack("hands.count") });
    if (done()) onClose();
  };
  return (
    <Sheet full title={t("hands.title")} onClose={onClose}>
      <form
        class="stack table-form"
        noValidate
        // A number that changes under the caret (who joins now, another leader's count) would mix with what is typed.
        onFocusIn={() => setSeen(count)}
        onFocusOut={() => setSeen(null)}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p class="soft">{t("hands.say")}</p>
        <Standing saved={saved} typed={draft.value !== ""} onDrop={() => (draft.value = "")} />
        <Row
          id="hands-present"
          label={t("hands.present")}
          typed={count.present}
          least={1}
          most={MOST}
          wrong={badPresent ? t("hands.present_wrong", { max: MOST }) : sure === present ? t("hands.sure", { n: present }) : null}
          onSet={(n) => change({ present: n })}
        />
        {cards.length === 0 && <p class="empty">{t("vote.no_cards")}</p>}
        <ol class="stack-tight">
          {cards.map((one) => (
            <li key={one.card.key} class={one.under ? "table-under" : undefined}>
              <CardRow
                one={one}
                typed={count.counts[one.card.id] ?? ""}
                present={badPresent ? null : present}
                say={asked}
                onSet={(n) => set(one.card.id, n)}
              />
            </li>
          ))}
        </ol>
        <div class="table-dock">
          <Wrong id="hands-none" say={asked && uncounted(count) ? t("hands.none") : null} />
          <div class="row-apart">
            <p class="strong num" role="status">
              {t("hands.total", { n: total(count) })}
            </p>
            <Button
              look="main"
              submit
              why={whyNot("hands.count") ?? (cards.length === 0 ? t("vote.no_cards") : busy ? t("st.saving") : null)}
            >
              {t(sure !== null && sure === present ? "hands.yes" : saved ? "hands.replace" : "hands.save")}
            </Button>
          </div>
        </div>
      </form>
    </Sheet>
  );
}

/** Bring a wrong number under the eyes and the keyboard: it may have been typed many cards ago, and have the focus still. */
function goTo(id: string): void {
  drawn(() => {
    const field = document.getElementById(id);
    field?.focus({ preventScroll: true });
    field?.scrollIntoView({ block: "center" });
  });
}

/** Those without a phone who have no ballot: whoever voted by phone, then or now, or was handed in for is counted there. */
const seats = () => Math.max(1, use().progress.value?.seats ?? seatedHere().length);

function Standing({ saved, typed, onDrop }: { saved: HandsRecord | undefined; typed: boolean; onDrop: () => void }) {
  if (!saved && !typed) return null;
  return (
    <div class="stack-tight" role="status">
      {saved && <p class="num">{t("hands.before", { n: saved.present, time: timeText(saved.at) })}</p>}
      {typed && (
        <p class="row">
          <span class="tag tag-amber">{t("hands.unsaved")}</span>
          {saved && (
            <Button small look="bare" onTap={onDrop}>
              {t("hands.drop")}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}

interface CardRowProps {
  one: Votable;
  typed: string;
  present: number | null;
  say: boolean;
  onSet: (n: string) => void;
}

function CardRow({ one, typed, present, say, onSet }: CardRowProps) {
  const { card, merged } = one;
  const bad = wrongAt(typed, present);
  const sentence = bad === "over" ? t("hands.over", { n: present ?? 0 }) : say && bad ? t("hands.number") : null;
  return (
    <article class="card hands-card" data-kind={card.kind}>
      <div class="grow">
        <KindMark kind={card.kind} />
        <p lang={card.lang} id={`hands-${card.id}-text`}>
          {card.text}
        </p>
        {merged.length > 0 && <p class="soft small num">{t("hands.merged", { n: merged.length })}</p>}
      </div>
      <Row
        id={`hands-${card.id}`}
        label={t("hands.for", { text: card.text })}
        hideLabel
        typed={typed}
        least={0}
        most={present ?? MOST}
        wrong={sentence}
        onSet={onSet}
      />
    </article>
  );
}

interface RowProps {
  id: string;
  label: string;
  hideLabel?: boolean;
  typed: string;
  least: number;
  most: number;
  wrong: string | null;
  onSet: (n: string) => void;
}

/** A number by taps or by keys: arrows step it, Enter goes on to the next field, and in the last one saves. */
function Row({ id, label, hideLabel, typed, least, most, wrong, onSet }: RowProps) {
  const n = whole(typed) ?? 0;
  const step = (by: number) => onSet(String(Math.min(most, Math.max(least, n + by))));
  return (
    <div class={hideLabel ? "hands-row" : "hands-row row-apart"}>
      <label class={hideLabel ? "unseen" : "strong grow"} for={id}>
        {label}
      </label>
      <div class="hands-number">
        <Button icon={Minus} label={t("ui.less", { what: label })} why={n <= least ? t("ui.least", { n: least }) : null} onTap={() => step(-1)} />
        <input
          id={id}
          class="input num"
          inputMode="numeric"
          autocomplete="off"
          maxLength={4}
          value={typed}
          aria-invalid={wrong ? "true" : undefined}
          aria-describedby={`${id}-wrong`}
          onInput={(event) => onSet(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
          onKeyDown={(event) => {
            if (event.key === "ArrowUp" || event.key === "ArrowDown") {
              event.preventDefault();
              step(event.key === "ArrowUp" ? 1 : -1);
            } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
              const next = nextNumber(event.currentTarget);
              if (!next) return;
              event.preventDefault();
              next.focus();
            }
          }}
        />
        <Button icon={Plus} label={t("ui.more", { what: label })} why={n >= most ? t("ui.most", { n: most }) : null} onTap={() => step(1)} />
      </div>
      <Wrong id={`${id}-wrong`} say={wrong} />
    </div>
  );
}

function nextNumber(from: HTMLInputElement): HTMLInputElement | undefined {
  const all = [...(from.form?.querySelectorAll<HTMLInputElement>(".hands-number input") ?? [])];
  return all[all.indexOf(from) + 1];
}
