/* What the table or the room looks at together: below the top line, in sight wherever one has scrolled to. */
import { ArrowRight, Projector, Sun } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Spotlight } from "../core/client";
import { t } from "../core/strings";
import { both } from "../ui/bits";
import { Icon } from "../ui/icons";
import { KindMark } from "../ui/marks";
import { jumpTo } from "./jump";
import { use } from "./world";

export function Lit() {
  const { client, board } = use();
  const lit = client.one<Spotlight>(`spotlight:${board.value?.id ?? 0}`).value;
  return (
    <Steady shown={!!lit}>
      {lit && (
        <button type="button" class="lit" data-kind={lit.kind} onClick={() => jumpTo(lit.card)}>
          <span class="lit-head small">
            <Icon of={Sun} />
            <span class="strong grow">{t("spot.title")}</span>
            <KindMark kind={lit.kind} />
          </span>
          <span class="lit-text">
            <span class="clamp-2" lang={lit.lang}>
              {lit.text}
            </span>
            <Icon of={ArrowRight} />
          </span>
        </button>
      )}
    </Steady>
  );
}

/** Another table presents; one's own board says so itself, with more to it. */
export function Presenting() {
  const { client, board, groups } = use();
  const shown = client.all("presentation").value.find((one) => one.board !== board.value?.id);
  const group = shown && groups.value.find((one) => one.id === shown.group);
  return (
    <Steady shown={!!group}>
      {group && (
        <p class="presenting small">
          <Icon of={Projector} />
          <span>{t("present.of", { group: both(group.name) || t("group.n", { n: group.number }) })}</span>
        </p>
      )}
    </Steady>
  );
}

/** Most browsers keep what is read in its place by themselves, but for the top of the page; Safari does not. */
const anchored = (): boolean => scrollY > 0 && CSS.supports("overflow-anchor", "auto");

/**
 * Comes and goes without moving what a finger is about to touch: the page scrolls by as much as it takes. What is there
 * from the beginning moves nothing: a page opens at its top.
 */
export function Steady({ shown, children }: { shown: boolean; children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  const tall = useRef<number>();
  useLayoutEffect(() => {
    const now = shown ? (box.current?.offsetHeight ?? 0) : 0;
    if (tall.current !== undefined && now !== tall.current && !anchored()) scrollBy(0, now - tall.current);
    tall.current = now;
  }, [shown]);
  return (
    <div ref={box} role="status" aria-live="polite">
      {children}
    </div>
  );
}
