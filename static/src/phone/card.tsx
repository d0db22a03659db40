/* One card: its kind at the left edge, the words large, then whom it concerns, whose it is, and whether it is safe. */
import { Hourglass, MessageCirclePlus, MoreHorizontal, Pencil, RotateCcw, Send } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { t } from "../core/strings";
import { both } from "../ui/bits";
import { Button } from "../ui/button";
import { Clarified } from "../ui/clarified";
import { Icon } from "../ui/icons";
import { answersTo, kindOf } from "../ui/kinds";
import { KindMark, PaperMark, SavedMark } from "../ui/marks";
import { photosAt, PhotoButton, PhotoStrip } from "../ui/photo";
import { Answers } from "./answers";
import { type Shown, standsFor } from "./cards";
import { answerTo } from "./composer";
import { phaseNow, whyNot } from "./may";
import { Members } from "./members";
import { OnwardFrom } from "./onward";
import { openSheet } from "./open";
import { clusterIds, Talk } from "./talk";
import { orgOf, use } from "./world";

const NOBODY: readonly Shown[] = [];

export interface CardFaceProps {
  card: Shown;
  /** What says the same, folded under it. */
  members?: readonly Shown[];
  /** Votes and buttons, below. */
  children?: ComponentChildren;
  corner?: ComponentChildren;
}

export function CardFace({ card, members = NOBODY, children, corner }: CardFaceProps) {
  const org = orgOf(card.org);
  return (
    <article class={card.pending ? "card card-pending" : "card"} data-kind={card.kind} id={card.key}>
      <div class="card-top">
        <KindMark kind={card.kind} />
        {corner}
      </div>
      <p class="card-text" lang={card.lang}>
        {card.text}
      </p>
      <div class="card-foot">
        {org && <span class="tag">{both(org)}</span>}
        {card.card?.paper ? <PaperMark name={card.author} /> : card.author && <span class="soft small">{card.author}</span>}
        {card.card?.reworded && <span class="soft small">{t("card.reworded")}</span>}
        {card.hidden && <span class="tag tag-amber">{hiddenWhy(card.card ?? card)}</span>}
        {card.pending && !card.hidden && (
          <span class="tag tag-amber">
            <Icon of={Hourglass} />
            {t("card.pending")}
          </span>
        )}
        {card.edited && <span class="soft small">{t("card.edited")}</span>}
        <Standing card={card} />
      </div>
      {card.card && <Clarified of={card.card.key} />}
      {card.card && <OnwardFrom card={card.card.id} />}
      <FirstWords card={card} />
      <Pictures card={card} members={members} />
      <Members of={members} head={card} />
      {children}
    </article>
  );
}

/** Hidden, or put off before anybody had approved it. */
export function hiddenWhy({ pending, reason }: { pending?: boolean; reason?: string }): string {
  const word = pending ? "card.put_off" : "card.hidden";
  return reason ? t(`${word}_why`, { reason }) : t(word);
}

/** Photos of the card, and of what says the same and stands folded under it. */
function Pictures({ card, members }: { card: Shown; members: readonly Shown[] }) {
  if (!card.card) return null;
  const places = members.flatMap((one) => (one.card ? [{ board: one.card.board, card: one.card.id }] : []));
  return <PhotoStrip at={{ board: card.card.board, card: card.card.id }} more={places.flatMap(photosAt)} />;
}

const writing = (): boolean => ["write", "reveal"].includes(phaseNow() ?? "");

/** Own cards say where they are: waiting, on their way, safe. Once writing is over, nobody needs to be told. */
function Standing({ card }: { card: Shown }) {
  if (card.state === "refused") return null;
  if (card.state === "waiting") return <SavedMark state="waiting" />;
  if (card.state === "sending") return <SavedMark state="saving" />;
  if (card.state === "saved" || (card.mine && writing())) return <SavedMark state="saved" say={t("card.mine_saved")} />;
  return null;
}

/** Where the leader mended the wording its author still finds the words as they were; the desk does too. */
function FirstWords({ card }: { card: Shown }) {
  const first = card.card?.original;
  if (!first) return null;
  return (
    <details class="fold first-words">
      <summary>{t(card.mine ? "card.own_words" : "card.first_words")}</summary>
      <p class="quote" lang={first.lang}>
        {first.text}
      </p>
    </details>
  );
}

export interface CardViewProps {
  card: Shown;
  members?: readonly Shown[];
  /** It stands without what it answers, and says that itself. */
  apart?: boolean;
}

export function CardView({ card, members = NOBODY, apart }: CardViewProps) {
  const { leads } = use();
  const refused = card.state === "refused";
  const acts = card.card && (card.mine || leads.value);
  return (
    <>
      {apart && <Answers to={standsFor(card.answers)} />}
      <CardFace
        card={card}
        members={members}
        corner={
          acts && (
            <Button
              look="bare"
              class="card-more"
              icon={MoreHorizontal}
              haspopup="dialog"
              label={t("card.acts")}
              onTap={() => openSheet("menu", card.key)}
            />
          )
        }
      >
        {refused && <Refusal card={card} />}
        {!refused && card.card && (
          <Talk card={card} cluster={clusterIds(card, members)}>
            {!card.pending && !card.hidden && <AddAnswer card={card} />}
            {!card.hidden && writing() && <PhotoButton at={{ board: card.card.board, card: card.card.id }} about={card.text} />}
          </Talk>
        )}
      </CardFace>
    </>
  );
}

function AddAnswer({ card }: { card: Shown }) {
  const kinds = answersTo(card.kind);
  if (!kinds.length || whyNot("card.post")) return null;
  return (
    <>
      {kinds.map((kind) => (
        <Button key={kind} look="bare" small icon={MessageCirclePlus} onTap={() => answerTo(card.card!.id, kind)}>
          {t(kindOf(kind).answers!.add)}
        </Button>
      ))}
    </>
  );
}

/** What came back: the sentence, and the words at hand to mend or to send again. Nothing is lost. */
function Refusal({ card }: { card: Shown }) {
  const { client } = use();
  const item = card.item!;
  // Added to a card that has gone meanwhile: the words can still stand by themselves.
  const orphan = "into" in item.data && item.reply.value?.refused === "not_found";
  const alone = () => {
    if (item.name !== "card.post") return;
    const { into: _, ...data } = item.data;
    client.dismiss(item.id);
    client.post("card.post", data, { label: card.text });
  };
  return (
    <div class="refusal" role="alert">
      <SavedMark state="refused" say={orphan ? t("similar.gone") : card.say} />
      <div class="row">
        {"text" in item.data ? (
          <Button small icon={Pencil} onTap={() => openSheet("edit", card.key)}>
            {t("act.edit")}
          </Button>
        ) : null}
        {orphan ? (
          <Button small icon={Send} onTap={alone}>
            {t("similar.alone")}
          </Button>
        ) : (
          <Button small icon={RotateCcw} onTap={() => client.retry(item.id)}>
            {t("act.retry")}
          </Button>
        )}
        {card.card && (
          <Button small look="bare" onTap={() => client.dismiss(item.id)}>
            {t("act.cancel")}
          </Button>
        )}
      </div>
    </div>
  );
}
