/* One card: its kind at the left edge, the words large, then whom it concerns, whose it is, and whether it is safe. */
import { EyeOff, MessageCirclePlus, MoreHorizontal, Pencil, RotateCcw, Trash2 } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { t } from "../core/strings";
import { both } from "../ui/bits";
import { Button } from "../ui/button";
import { answersTo, kindOf } from "../ui/kinds";
import { KindMark, SavedMark } from "../ui/marks";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import type { Shown } from "./cards";
import { answerTo } from "./composer";
import { EditSheet } from "./edit";
import { HideSheet } from "./hide";
import { orgOf, use } from "./world";
import { about, why } from "./why";

/** The words of a card, and below them `children` (votes, buttons). */
export function CardFace({ card, children, corner }: { card: Shown; children?: ComponentChildren; corner?: ComponentChildren }) {
  const org = orgOf(card.org);
  return (
    <article class="card" data-kind={card.kind} id={card.key}>
      <div class="card-top">
        <KindMark kind={card.kind} />
        {corner}
      </div>
      <p class="card-text" lang={card.lang}>
        {card.text}
      </p>
      <div class="card-foot">
        {org && <span class="tag">{both(org)}</span>}
        {card.author && <span class="soft small">{card.author}</span>}
        {card.hidden && <span class="tag tag-amber">{hiddenWhy(card)}</span>}
        {card.edited && <span class="soft small">{t("card.edited")}</span>}
        <Standing card={card} />
      </div>
      {children}
    </article>
  );
}

const hiddenWhy = (card: Shown) => {
  const reason = card.card?.reason;
  return reason ? t("card.hidden_why", { reason }) : t("card.hidden");
};

/** Own cards say where they are: waiting, on their way, safe. Once writing is over, nobody needs to be told. */
function Standing({ card }: { card: Shown }) {
  if (card.state === "refused") return null;
  if (card.state === "waiting") return <SavedMark state="waiting" />;
  if (card.state === "sending") return <SavedMark state="saving" />;
  const writing = ["write", "reveal"].includes(use().board.value?.phase ?? "");
  if (card.state === "saved" || (card.mine && writing)) return <SavedMark state="saved" say={t("card.mine_saved")} />;
  return null;
}

type Open = "menu" | "edit" | "hide" | null;

export function CardView({ card }: { card: Shown }) {
  const { leads } = use();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const refused = card.state === "refused";
  const acts = card.card && (card.mine || leads.value);
  return (
    <CardFace
      card={card}
      corner={
        acts && (
          <Button look="bare" class="card-more" icon={MoreHorizontal} haspopup="dialog" label={t("card.acts")} onTap={() => setOpen("menu")} />
        )
      }
    >
      {refused && <Refusal card={card} onEdit={() => setOpen("edit")} />}
      {!refused && card.card && <AddAnswer card={card} />}
      {open === "menu" && <Menu card={card} onPick={setOpen} onClose={close} />}
      {open === "edit" && <EditSheet card={card} onClose={close} />}
      {open === "hide" && <HideSheet card={card} onClose={close} />}
    </CardFace>
  );
}

function AddAnswer({ card }: { card: Shown }) {
  const { board } = use();
  const kinds = answersTo(card.kind);
  if (!kinds.length || !board.value || why("card.post", board.value)) return null;
  return (
    <>
      {kinds.map((kind) => (
        <Button key={kind} look="bare" small class="card-answer" icon={MessageCirclePlus} onTap={() => answerTo(card.card!.id, kind)}>
          {t(kindOf(kind).answers!.add)}
        </Button>
      ))}
    </>
  );
}

/** What came back: the sentence, and the words at hand to mend or to send again. Nothing is lost. */
function Refusal({ card, onEdit }: { card: Shown; onEdit: () => void }) {
  const { client } = use();
  const item = card.item!;
  return (
    <div class="refusal" role="alert">
      <SavedMark state="refused" say={card.say} />
      <div class="row">
        {"text" in item.data ? (
          <Button small icon={Pencil} onTap={onEdit}>
            {t("act.edit")}
          </Button>
        ) : null}
        <Button small icon={RotateCcw} onTap={() => client.retry(item.id)}>
          {t("act.retry")}
        </Button>
        {card.card && (
          <Button small look="bare" onTap={() => client.dismiss(item.id)}>
            {t("act.cancel")}
          </Button>
        )}
      </div>
    </div>
  );
}

function Menu({ card, onPick, onClose }: { card: Shown; onPick: (open: Open) => void; onClose: () => void }) {
  const { client, leads } = use();
  const subject = about(card);
  const withdraw = () => {
    client.post("card.withdraw", { card: card.card!.id }, { label: card.text });
    toast(t("board.did_withdraw"), {
      label: t("act.undo"),
      act: () => client.post("card.return", { card: card.card!.id }, { label: card.text }),
    });
    onClose();
  };
  return (
    <Sheet title={t(kindOf(card.kind).word)} onClose={onClose}>
      <p class="quote" lang={card.lang}>
        {card.text}
      </p>
      <div class="stack-tight">
        {card.mine && (
          <>
            <Button wide icon={Pencil} why={why("card.edit", subject)} onTap={() => onPick("edit")}>
              {t("act.edit")}
            </Button>
            <Button wide icon={Trash2} why={why("card.withdraw", subject)} onTap={withdraw}>
              {t("board.withdraw")}
            </Button>
          </>
        )}
        {leads.value && (
          <Button wide icon={EyeOff} why={why("card.hide", subject)} onTap={() => onPick("hide")}>
            {t("act.hide")}
          </Button>
        )}
      </div>
    </Sheet>
  );
}
