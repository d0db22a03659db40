/* What was just typed in, each with where it is: on its way, safe, or come back with a sentence and its words at hand. */
import { Pencil, RotateCcw, Undo2 } from "lucide-preact";
import type { Card, OutboxItem, Subject } from "../core/client";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { KindMark, SavedMark } from "../ui/marks";
import { use } from "../phone/world";
import { why } from "../phone/why";
import { give } from "./give";

type Typed = OutboxItem<"card.record">;

interface SentProps {
  items: readonly Typed[];
  /** Its words go back into the form. */
  onMend: (item: Typed) => void;
  /** Sent once more, as another command. */
  onAgain: (item: Typed, next: Typed) => void;
}

export function Sent({ items, ...acts }: SentProps) {
  if (!items.length) return null;
  return (
    <section class="stack-tight" aria-label={t("paper.typed")}>
      <h3 class="num">
        {t("paper.typed")} <span class="soft">{items.length}</span>
      </h3>
      <ol class="stack-tight">
        {[...items].reverse().map((item) => (
          <li key={item.id}>
            <Line item={item} {...acts} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Line({ item, onMend, onAgain }: Omit<SentProps, "items"> & { item: Typed }) {
  const { client } = use();
  const state = item.state.value;
  const reply = item.reply.value;
  const { text, kind, lang, by } = item.data;
  const card = cardOf(item);
  const taken = state === "saved" && (card?.withdrawn || card?.hidden);
  return (
    <article class={state === "refused" ? "refusal" : "sent"} data-kind={kind}>
      <KindMark kind={kind} />
      <p lang={lang}>{text}</p>
      {by !== undefined && <p class="soft small">{by}</p>}
      {taken ? (
        <p>
          <span class="tag">{t("paper.taken_back")}</span>
        </p>
      ) : (
        <SavedMark
          state={state === "sending" ? "saving" : state}
          say={reply?.refused !== undefined ? reply.say : undefined}
        />
      )}
      {state === "saved" && card && !taken && <TakeBack card={card} />}
      {state === "refused" && (
        <div class="row">
          <Button
            small
            icon={Pencil}
            onTap={() => {
              client.dismiss(item.id);
              onMend(item);
            }}
          >
            {t("act.edit")}
          </Button>
          <Button
            small
            icon={RotateCcw}
            onTap={() => {
              const next = client.retry(item.id);
              if (next?.name === "card.record") onAgain(item, next);
            }}
          >
            {t("act.retry")}
          </Button>
        </div>
      )}
    </article>
  );
}

/** What became of it, as far as this device may read. */
function cardOf(item: Typed): Card | undefined {
  const reply = item.reply.value;
  const id = reply?.refused === undefined ? reply?.ok.card : undefined;
  return use().client.all("card").value.find((one) => one.id === id);
}

/**
 * A slip of the hand: the card goes as it came. A card that is nobody's stands under the leader's own hand and is
 * withdrawn; one that is somebody's is hidden, so that its writer still has it.
 */
function TakeBack({ card }: { card: Card }) {
  const { client, board, me } = use();
  const { id } = card;
  const mine = client.mine(card.key);
  const there = mine ? "card.withdraw" : "card.hide";
  const back = mine ? "card.return" : "card.restore";
  const about: Subject = { group: board.value?.group ?? null, phase: board.value?.phase ?? "open", locked: board.value?.locked ?? false };
  if (why(there, { ...about, mine, author: { id: me.value.person ?? 0 } })) return null;
  const undo = () => void give(back, { card: id });
  return (
    <Button
      small
      look="bare"
      icon={Undo2}
      label={t("paper.take_back_what", { text: card.text })}
      onTap={() => void give(there, { card: id }, { say: t("board.did_withdraw"), undo })}
    >
      {t("call.take_back")}
    </Button>
  );
}
