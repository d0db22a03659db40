/** What the table said under a card, page after page: the whole of where its theme comes from is at a tap. */
import { MessageSquare } from "lucide-preact";
import { t, type Id, type Remark, type Source } from "../core/client";
import { Icon } from "../ui/icons";
import { inOrderSaid } from "../ui/said";
import { KindMark } from "../ui/marks";
import { across, LEAD } from "./board";
import { GroupLine } from "./groupline";
import { linesOf } from "./measure";
import { Pages } from "./pages";
import { evenly } from "./paging";
import { useScene } from "./scene";
import { useHeight, useShape } from "./shape";

/** Lines of one reply: the longest there may be. look.css has the same, and vision.css the sizes, vh. */
const MOST = 5;
const SIZE = 4.2;
const LINE = SIZE * LEAD;
const AIR = 1.05;
/** Its mark, and the air beside it. */
const BESIDE = 6.2;
/** Between heading and foot, before it was seen. */
const ROOM = 52;

/** Those said under this card, in the order written; what was said under cards merged with it is told as said under it. */
export function useReplies(card: Id): readonly Remark[] {
  const said = useScene().client.all("reply").value.filter((one) => one.card === card);
  return said.sort(inOrderSaid);
}

export function Replies({ source }: { source: Source }) {
  useShape();
  const said = useReplies(source.card);
  const room = useHeight(ROOM);
  const high = ({ text }: Remark) => linesOf(text, { size: SIZE, wide: across() - BESIDE }, MOST) * LINE + AIR;
  const pages = evenly(said, high, room);
  return (
    <div class="sheet-picture">
      <GroupLine group={useScene().group.value.get(source.group)}>
        <span>{t("reply.n", { n: said.length })}</span>
      </GroupLine>
      <p class="replies-of" data-kind={source.kind}>
        <KindMark kind={source.kind} bare />
        <span lang={source.lang}>{source.text}</span>
      </p>
      <Pages of={pages} per={1}>
        {([page]) => (
          <ul class="focus focus-cards">
            {page?.map((one) => (
              <li key={one.id} class="focus-card reply-line">
                <Icon of={MessageSquare} />
                <p class="focus-text" lang={one.lang}>
                  {one.text}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Pages>
    </div>
  );
}
