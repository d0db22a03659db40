/* Out of its thread a card says itself what it answers; a tap goes there. */
import { CornerLeftUp } from "lucide-preact";
import { t } from "../core/strings";
import { Icon } from "../ui/icons";
import type { Shown } from "./cards";
import { jumpTo } from "./jump";

type Quoted = Pick<Shown, "kind" | "text" | "lang"> & { card?: { id: number } };

/** `to` is the card answered, or the one it stands under; without a board to jump to it is only quoted. */
export function Answers({ to, still }: { to: Quoted | undefined; still?: boolean }) {
  const id = to?.card?.id;
  if (!to || (id === undefined && !still)) return null;
  const words = (
    <>
      <Icon of={CornerLeftUp} />
      <span class="answered-text">
        <span class="small">{t("card.answers")}</span>
        <span class="clamp-2" lang={to.lang}>
          {to.text}
        </span>
      </span>
    </>
  );
  return still ? (
    <p class="answered" data-kind={to.kind}>
      {words}
    </p>
  ) : (
    <button type="button" class="answered" data-kind={to.kind} onClick={() => jumpTo(id!)}>
      {words}
    </button>
  );
}
