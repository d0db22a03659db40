/* Parts that the tray and the list share: what was refused, and a card that has just left. */
import { CircleCheck, TriangleAlert } from "lucide-preact";
import { useEffect } from "preact/hooks";
import type { Id } from "../../core/client";
import { t } from "../../core/strings";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icons";
import type { Shown } from "../../phone/cards";
import { fateOf } from "./fate";
import { refusalOf } from "./state";
import { rescueFocus } from "./steady";

/** Above a list: its name, how many, and in a place that is kept for it the newcomers that wait to be shown. */
export function Head(p: { id: string; title: string; n: number; look?: boolean; fresh: number; onShow: () => void }) {
  return (
    <div class="row-apart desk-head">
      <h2 id={p.id}>
        {p.title} <span class={p.look ? "tag tag-amber num" : "tag num"}>{p.n}</span>
      </h2>
      {p.fresh > 0 && (
        <Button small class="num" onTap={p.onShow}>
          {t("mod.fresh", { n: p.fresh })}
        </Button>
      )}
    </div>
  );
}

/** Said where it happened, not in passing. */
export function Refusal({ of }: { of: Id }) {
  const sentence = refusalOf(of);
  if (!sentence) return null;
  return (
    <p class="refused row" role="alert">
      <Icon of={TriangleAlert} />
      <span class="grow">{sentence}</span>
    </p>
  );
}

/** Its place is kept, quietly: a second tap of a double tap must not fall on the next card. */
export function Gone({ card, say }: { card: Shown; say?: string }) {
  useEffect(rescueFocus, []);
  return (
    <div class="gone" data-kind={card.kind}>
      <p class="row soft small" role="status">
        <Icon of={CircleCheck} />
        <span class="grow">{say ?? fateOf(card.card!.id)}</span>
      </p>
      <p class="clamp-1 soft" lang={card.lang}>
        {card.text}
      </p>
    </div>
  );
}
