/* What is being dragged, beside the pointer, and what will happen where it is dropped. */
import { t } from "../../core/strings";
import { carry } from "./drag";
import { cardOf } from "./state";

export function Ghost() {
  const at = carry.value;
  const card = at && cardOf(at.card);
  if (!at || !card) return null;
  return (
    <div class="desk-ghost" aria-hidden="true" data-kind={card.kind} style={{ transform: `translate(${at.x + 12}px, ${at.y + 8}px)` }}>
      <span class="clamp-1" lang={card.lang}>
        {card.text}
      </span>
      <span class={at.not ? "small desk-ghost-not" : "small soft"}>
        {at.not ?? t(at.over ? "mod.drop_say" : "mod.drag_say")}
      </span>
    </div>
  );
}
