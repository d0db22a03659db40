/* Parts that the tray and the list share: what was refused, and a card that has just left. */
import { CircleCheck, TriangleAlert } from "lucide-preact";
import { useEffect } from "preact/hooks";
import type { Id } from "../../core/client";
import { Icon } from "../../ui/icons";
import type { Shown } from "../../phone/cards";
import { fateOf } from "./fate";
import { refusalOf } from "./state";
import { rescueFocus } from "./steady";

/** Said where it happened, not in passing. */
export function Refusal({ of }: { of: Id }) {
  const sentence = refusalOf(of);
  return (
    <div role="alert">
      {sentence && (
        <p class="refusal row">
          <Icon of={TriangleAlert} />
          <span class="grow">{sentence}</span>
        </p>
      )}
    </div>
  );
}

/** Its place is kept, quietly: a second tap of a double tap must not fall on the next card. */
export function Gone({ card }: { card: Shown }) {
  useEffect(rescueFocus, []);
  return (
    <div class="gone" data-kind={card.kind}>
      <p class="row soft small" role="status">
        <Icon of={CircleCheck} />
        <span class="grow">{fateOf(card.card!.id)}</span>
      </p>
      <p class="clamp-1 soft" lang={card.lang}>
        {card.text}
      </p>
    </div>
  );
}
