/** One card in a list that is walked: its words, what hangs on it in numbers; a tap leads on to it. */
import { ChevronRight, Image, Layers, MessageSquare, MessageSquareQuote } from "lucide-preact";
import { useMemo } from "preact/hooks";
import { lang, t, type Card, type Id, type Source } from "../../core/client";
import { clarificationOf } from "../../ui/clarified";
import { Count } from "../../ui/count";
import { Icon } from "../../ui/icons";
import { KindMark } from "../../ui/marks";
import { photosAt } from "../../ui/photos/of";
import { useRoom, type Room } from "../room";
import { openTraces, type Traces } from "./facts";
import { walkTo } from "./trail";

const opened = new WeakMap<Room, ReturnType<typeof openTraces>>();

/** What hangs on which card, worked out once for the whole sheet. */
export function useTraces(): Traces {
  const room = useRoom();
  const traces = useMemo(() => {
    let one = opened.get(room);
    if (!one) opened.set(room, (one = openTraces(room)));
    return one;
  }, [room]);
  return traces.value;
}

const idOf = (of: Card | Source): Id => (of.type === "source" ? (of as Source).card : of.id);

export function CardLine({ of }: { of: Card | Source }) {
  const room = useRoom();
  const id = idOf(of);
  const trace = useTraces().of(id);
  const votes = of.type === "source" ? (of as Source) : room.votes.value.get(id);
  const photos = photosAt({ board: room.boardOf.value.get(of.group)?.id ?? 0, card: id }).length;
  return (
    <button type="button" class="trail-line" onClick={() => walkTo(`card:${id}`)}>
      <span class="grow">
        <span class="trail-words" lang={of.lang === lang.value ? undefined : of.lang}>
          {of.text}
        </span>
        <span class="trail-facts small">
          <KindMark kind={of.kind} />
          {votes && <Count of={votes} />}
          <Fact icon={Layers} n={trace.merged.length} id="trail.merged_n" />
          <Fact icon={MessageSquare} n={trace.replies.length} id="reply.n" />
          <Fact icon={Image} n={photos} id="trail.photos_n" />
          {clarificationOf(`card:${id}`) && (
            <span class="trail-fact">
              <Icon of={MessageSquareQuote} />
              {t("clarify.is")}
            </span>
          )}
        </span>
      </span>
      <Icon of={ChevronRight} />
    </button>
  );
}

function Fact({ icon, n, id }: { icon: typeof Layers; n: number; id: "trail.merged_n" | "trail.photos_n" | "reply.n" }) {
  if (n === 0) return null;
  return (
    <span class="trail-fact num">
      <Icon of={icon} />
      {t(id, { n })}
    </span>
  );
}
