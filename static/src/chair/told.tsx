/** What a step did, in words: what, by whom, with which cards, and why. */
import { lang, t, type Deed } from "../core/client";
import { deedCards, deedReason } from "../ui/deedwords";
import { useRoom } from "./room";
import { doer } from "./undo";
import { sayDeed } from "./words";

/** So many of its cards are told by their words. */
const FEW = 2;

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
