/* A card that a theme is made of, with what this phone may read of it: of one's own table also photos and replies. */
import type { Source } from "../core/client";
import { t } from "../core/strings";
import { Both, both } from "../ui/bits";
import { Clarified } from "../ui/clarified";
import { Count } from "../ui/count";
import { GroupSign, KindMark } from "../ui/marks";
import { Photos } from "../ui/photo";
import { photosAt } from "../ui/photos/of";
import { Answers } from "./answers";
import { vision } from "./poll";
import { remarksOn } from "./remarks";
import { orgOf, use } from "./world";

/** Are this group's votes told? Before that a nought would say something. */
export const told = (group: number): boolean => vision.value?.of.groups[group] !== undefined;

export function SourceView({ source, asked }: { source: Source; asked: Source | undefined }) {
  const { client, groups } = use();
  const group = groups.value.find((one) => one.id === source.group);
  const board = client.all("board").value.find((one) => one.group === source.group);
  const photos = board ? photosAt({ board: board.id, card: source.card }) : [];
  const org = orgOf(source.org);
  return (
    <li class="source">
      <p lang={source.lang}>{source.text}</p>
      <p class="row small">
        <KindMark kind={source.kind} />
        {group && (
          <GroupSign group={group}>
            <Both of={group.name} />
          </GroupSign>
        )}
        {org && <span class="tag">{both(org)}</span>}
        {client.mine(`card:${source.card}`) && <span class="tag tag-accent">{t("card.yours")}</span>}
        {source.merged > 0 && <span class="soft num">{t("card.same_n", { n: source.merged })}</span>}
        {told(source.group) && <Count of={source} class="soft" />}
      </p>
      {asked && <Answers to={asked && { kind: asked.kind, text: asked.text, lang: asked.lang }} still />}
      <Clarified of={`card:${source.card}`} />
      {photos.length > 0 && <Photos of={photos} />}
      <Said card={source.card} />
    </li>
  );
}

function Said({ card }: { card: number }) {
  const said = remarksOn([card]).filter(({ hidden, state }) => !hidden && state !== "refused");
  if (!said.length) return null;
  return (
    <details class="fold">
      <summary class="small num">{t("reply.n", { n: said.length })}</summary>
      <ul class="stack-tight">
        {said.map((one) => (
          <li key={one.key} class="reply">
            <p lang={one.lang}>{one.text}</p>
            {one.author && <p class="soft small">{one.author}</p>}
          </li>
        ))}
      </ul>
    </details>
  );
}
