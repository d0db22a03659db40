/** One step in words: when, what, by whom, with which cards; and its way back or forth. */
import { History as Past, Redo2, Undo2 } from "lucide-preact";
import { lang, t, type Deed } from "../core/client";
import { Button } from "../ui/button";
import { deedCards, deedReason } from "../ui/deedwords";
import { askBack } from "./rewind";
import { useRoom } from "./room";
import { doer, redo, undo } from "./undo";
import { hour, sayDeed } from "./words";

/** So many of its cards are told by their words. */
const FEW = 2;

export function Step({ deed }: { deed: Deed }) {
  return (
    <li class={deed.undone ? "deed deed-undone" : "deed"}>
      <span class="num soft">{hour(deed.at)}</span>
      <Told deed={deed} />
      {!deed.note && <Turn deed={deed} />}
    </li>
  );
}

export function Told({ deed }: { deed: Deed }) {
  const room = useRoom();
  const reason = deedReason(deed);
  const ids = deedCards(deed);
  const cards = ids.flatMap((id) => room.card.value.get(id) ?? []).slice(0, FEW);
  return (
    <span class="grow deed-told">
      <span>
        {sayDeed(room, deed)} <span class="soft small">{doer(room, deed)}</span>{" "}
        {deed.undone && <span class="tag">{t("history.undone")}</span>}
      </span>
      {cards.map((card) => (
        <span key={card.id} class="deed-card soft small" lang={card.lang === lang.value ? undefined : card.lang}>
          {card.text}
        </span>
      ))}
      {ids.length > cards.length && cards.length > 0 && (
        <span class="soft small num">{t("mod.and_more", { n: ids.length - cards.length })}</span>
      )}
      {reason && <span class="small">{t("mod.because", { reason })}</span>}
    </span>
  );
}

function Turn({ deed }: { deed: Deed }) {
  const room = useRoom();
  const what = sayDeed(room, deed);
  if (deed.undone)
    return (
      <Button small look="bare" icon={Redo2} label={t("history.redo_what", { what })} onTap={() => void redo(room, deed.id)}>
        {t("history.redo")}
      </Button>
    );
  return (
    <span class="deed-turns">
      <Button small look="bare" icon={Undo2} label={t("history.undo_what", { what })} onTap={() => void undo(room, deed.id)}>
        {t("history.undo")}
      </Button>
      <Button
        small
        look="bare"
        icon={Past}
        haspopup="dialog"
        label={t("history.back_what", { what })}
        onTap={() => void askBack(room, deed.id)}
      >
        {t("history.back")}
      </Button>
    </span>
  );
}
