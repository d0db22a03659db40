/** One card of a theme as large as its words allow: its group, what stands behind it, and what the chair said to it. */
import { Layers, MessageSquare } from "lucide-preact";
import { useLayoutEffect } from "preact/hooks";
import { t, type Id, type Source } from "../core/client";
import { Count, total } from "../ui/count";
import { Icon } from "../ui/icons";
import { photosAt } from "../ui/photos/of";
import { isPlain, onKey } from "../ui/press";
import { Beside, BESIDE } from "./beside";
import { BigCard } from "./bigcard";
import { Clarified, useSaid } from "./clarified";
import { GroupLine } from "./groupline";
import { lookAtCard, lookAtReplies } from "./look";
import { useReplies } from "./replies";
import { useScene } from "./scene";
import { Further } from "./touch";

/** `among` are the cards of its theme, in the order they stand there. */
export function OneCard({ source, among }: { source: Source; among: readonly Source[] }) {
  const scene = useScene();
  const group = scene.group.value.get(source.group);
  const board = scene.boardOf.value.get(source.group)?.id ?? 0;
  const asked = source.answers === null ? undefined : scene.sourceOf.value.get(source.answers);
  const said = useSaid(`card:${source.card}`);
  const at = among.findIndex((one) => one.card === source.card);
  useTurn(among, at);
  const replies = useReplies(source.card).length;
  const photos = photosAt({ board, card: source.card }).length;
  return (
    <div class="sheet-picture one-card">
      <GroupLine group={group}>
        <span>{t("screen.page", { n: at + 1, of: among.length })}</span>
      </GroupLine>
      <Beside at={{ board, card: source.card }}>
        {(shared) => (
          <BigCard
            shared={shared}
            kind={source.kind}
            text={source.text}
            lang={source.lang}
            answers={asked}
            below={said.map((one) => one.text)}
          >
            <p class="big-facts num">
              {total(source) > 0 && <Count of={source} class="strong" />}
              {source.voters > 0 && <span>{t("trail.voters", { n: source.voters })}</span>}
              {source.merged > 0 && (
                <span>
                  <Icon of={Layers} />
                  {t("result.merged", { n: source.merged + 1 })}
                </span>
              )}
              {replies > 0 && (
                <Further of={`replies:${source.card}`} icon={MessageSquare} onTap={lookAtReplies}>
                  {t("reply.n", { n: replies })}
                </Further>
              )}
              {photos > BESIDE && <span>{t("trail.photos_n", { n: photos })}</span>}
            </p>
          </BigCard>
        )}
      </Beside>
      <Clarified said={said} lines={2} />
    </div>
  );
}

/** Arrows go from card to card, and round. */
function useTurn(among: readonly Source[], at: number): void {
  const beside = (by: number): Id | undefined => among[(at + by + among.length) % among.length]?.card;
  useLayoutEffect(() => {
    const key = (event: KeyboardEvent) => {
      const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[isPlain(event) ? event.key : ""];
      const to = by === undefined ? undefined : beside(by);
      if (to !== undefined) lookAtCard(to);
    };
    return onKey(key);
  });
}
