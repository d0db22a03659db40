/** A card both ways: on to the card it was merged under and to its theme, back to all that hangs on it. */
import { ArrowRight, CornerDownRight } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { lang, t, type Card, type Source, type Theme } from "../../core/client";
import { both } from "../../ui/bits";
import { Clarified } from "../../ui/clarified";
import { Count } from "../../ui/count";
import { Icon } from "../../ui/icons";
import { GroupSign, KindMark, PaperMark } from "../../ui/marks";
import { Photos } from "../../ui/photo";
import { photosAt } from "../../ui/photos/of";
import { useRoom } from "../room";
import { groupName } from "../words";
import { ClarifyButton } from "./clarify";
import { handedIn, wayOf } from "./facts";
import { CardLine, useTraces } from "./line";
import { walkTo } from "./trail";

export function CardPage({ card }: { card: Card }) {
  const room = useRoom();
  const trace = useTraces().of(card.id);
  const asked = card.answers === null ? undefined : room.card.value.get(card.answers);
  const photos = [card, ...trace.merged].flatMap((one) => photosAt({ board: one.board, card: one.id }));
  return (
    <>
      <Face card={card} />
      <Clarified of={card.key} langs="both" />
      <Went card={card} />
      <div class="row">
        <ClarifyButton of={card.key} />
      </div>
      {asked && (
        <Part title={t("card.answers")}>
          <CardLine of={asked} />
        </Part>
      )}
      {photos.length > 0 && (
        <Part title={t("photo.photos")}>
          <Photos of={photos} />
        </Part>
      )}
      <Cards title={t("mod.merged_n", { n: trace.merged.length })} of={trace.merged} />
      <Cards title={t("trail.answered", { n: trace.answers.length })} of={trace.answers} />
      {trace.replies.length > 0 && (
        <Part title={t("reply.n", { n: trace.replies.length })}>
          <ul class="stack-tight">
            {trace.replies.map((reply) => (
              <li key={reply.id} class="trail-reply">
                <p lang={reply.lang === lang.value ? undefined : reply.lang}>{reply.text}</p>
                {reply.author && <p class="soft small">{reply.author.name}</p>}
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

function Face({ card }: { card: Card }) {
  const room = useRoom();
  const group = room.group.value.get(card.group);
  const org = room.client.all("org").value.find((one) => one.id === card.org);
  const source = room.client.one<Source>(`source:${card.id}`).value;
  const votes = source ?? room.votes.value.get(card.id);
  const handed = handedIn(room, card);
  return (
    <article class="trail-card" data-kind={card.kind}>
      <KindMark kind={card.kind} />
      <p class="trail-text" lang={card.lang}>
        {card.text}
      </p>
      <p class="row small soft">
        {group && (
          <GroupSign group={group}>
            <span>{groupName(group)}</span>
          </GroupSign>
        )}
        {card.paper ? <PaperMark name={card.author?.name} /> : card.author && <span>{card.author.name}</span>}
        {org && <span class="tag">{both(org)}</span>}
      </p>
      <p class="row small num">
        {votes && <Count of={votes} class="strong" />}
        {source && source.voters > 0 && <span class="soft">{t("trail.voters", { n: source.voters })}</span>}
        {handed && <span class="tag tag-accent">{t(`trail.${handed}`)}</span>}
      </p>
    </article>
  );
}

/** Where it went: the card that stands for it, and the theme. */
function Went({ card }: { card: Card }) {
  const { head, theme, aside } = wayOf(useRoom(), card);
  return (
    <section class="stack-tight" aria-labelledby="trail-went">
      <h3 id="trail-went">{t("trail.went")}</h3>
      <ol class="trail-way">
        {head && (
          <Stage say={t("trail.under")}>
            <CardLine of={head} />
          </Stage>
        )}
        <Stage say={t(theme ? "trail.in_theme" : aside ? "trail.aside" : "trail.nowhere")}>
          {theme && <ThemeLine theme={theme} />}
        </Stage>
      </ol>
    </section>
  );
}

function Stage({ say, children }: { say: string; children?: ComponentChildren }) {
  return (
    <li>
      <p class="small soft">
        <Icon of={CornerDownRight} />
        {say}
      </p>
      {children}
    </li>
  );
}

function ThemeLine({ theme }: { theme: Theme }) {
  return (
    <button
      type="button"
      class="trail-line trail-to"
      style={{ "--hue": `var(--group-${theme.colour % 8})` }}
      onClick={() => walkTo(theme.key)}
    >
      <span class="grow strong">{both(theme.title)}</span>
      <Icon of={ArrowRight} />
    </button>
  );
}

function Cards({ title, of }: { title: string; of: readonly Card[] }) {
  if (of.length === 0) return null;
  return (
    <Part title={title}>
      <ul class="trail-cards">
        {of.map((card) => (
          <li key={card.id}>
            <CardLine of={card} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="stack-tight" aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
