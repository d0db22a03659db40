/* Putting cards under one that says the same: tap the first, tap the others, merge. Fingers, mice and keyboards alike. */
import { X } from "lucide-preact";
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Id } from "../../core/client";
import { t } from "../../core/strings";
import { Button } from "../../ui/button";
import { CardFace } from "../../phone/card";
import type { Shown } from "../../phone/cards";
import { about, why } from "../../phone/why";
import { merge } from "./ask";
import { cardOf, endMerge, membersOf, merging, pick, picked, refusalOf, say } from "./state";
import { useClose } from "../../ui/close";
import { onKey } from "../../ui/press";
import { drawn } from "../../ui/drawn";

/** Why the last tap chose nothing: said in the bar, where no toast lies over the buttons. */
const notice = signal<string | null>(null);

/** Null when `other` may go under the card, or the reason. */
export function whyNotUnder(other: Shown, head: Shown | undefined): string | null {
  if (!head) return t("mod.head_gone");
  return other.kind === head.kind ? why("card.merge", about(other)) : t("mod.other_kind");
}

/** Below the list while it lasts: what is being done, how many, and the way out. Escape leaves, Ctrl+Enter merges. */
export function MergeBar() {
  const id = merging.value;
  return id === null ? null : <Bar key={id} id={id} />;
}

function Bar({ id }: { id: Id }) {
  const head = cardOf(id);
  const gone = !head || head.into !== null;
  const line = useRef<HTMLParagraphElement>(null);
  const n = picked.value.size;
  const refused = notice.value ?? refusalOf(id);
  const not = gone ? t("mod.head_gone") : n === 0 ? t("mod.pick_first") : null;
  const go = async () => {
    if (not) {
      notice.value = not;
      return;
    }
    if (await merge(id, [...picked.value])) done();
  };
  const leave = () => {
    endMerge();
    // Back to the button that began it, with the card in sight.
    drawn(() => {
      const row = document.querySelector<HTMLElement>(`[data-card="${id}"]`);
      row?.querySelector<HTMLElement>(".card-acts button")?.focus({ preventScroll: true });
      row?.scrollIntoView({ block: "nearest" });
    });
  };
  // Another card may be asked about by the time the answer comes.
  const done = useClose(leave);
  useEffect(() => {
    notice.value = null;
    line.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (document.querySelector("dialog[open]")) return;
      if (event.key === "Escape") leave();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void go();
    };
    return onKey(keys);
  });
  return (
    <div class="merge-bar" role="region" aria-label={t("act.merge")}>
      <p ref={line} tabIndex={-1} class={refused ? "merge-no" : ""}>
        {gone ? t("mod.head_gone") : (refused ?? t("mod.choose"))}
      </p>
      {head && (
        <p class="clamp-1 strong" lang={head.lang}>
          {head.text}
        </p>
      )}
      <div class="row">
        <Button look={n ? "main" : "plain"} class="grow" onTap={() => void go()}>
          {n ? t("mod.merge_picked", { n: n + 1 }) : t("act.merge")}
        </Button>
        <Button icon={X} onTap={leave}>
          {t("act.cancel")}
        </Button>
      </div>
      <p class="unseen" role="status">
        {refused ?? t("mod.picked", { n })}
      </p>
    </div>
  );
}

/** A card while others are being picked: the whole of it is the box to tick. */
export function Pickable({ card, head, picked }: { card: Shown; head: Id; picked: boolean }) {
  const id = card.card!.id;
  if (id === head)
    return (
      <div class="pickable pickable-head">
        <CardFace card={card} corner={<span class="tag tag-accent">{t("mod.stays")}</span>}>
          <Under of={id} />
        </CardFace>
      </div>
    );
  const not = whyNotUnder(card, cardOf(head));
  return (
    <div class={not ? "pickable pickable-not" : picked ? "pickable pickable-on" : "pickable"}>
      <CardFace
        card={card}
        corner={
          <label class="check tick tick-all">
            <input
              type="checkbox"
              checked={picked}
              aria-label={t("mod.same_what", { text: card.text })}
              aria-disabled={not ? "true" : undefined}
              aria-describedby={not ? `not-${id}` : undefined}
              onClick={(event) => {
                if (!not) return;
                event.preventDefault();
                notice.value = not;
              }}
              onChange={() => {
                if (not) return;
                notice.value = null;
                say([head], null);
                pick(id);
              }}
              onKeyDown={(event) => {
                if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) event.currentTarget.click();
              }}
            />
          </label>
        }
      >
        <Under of={id} />
        {not && (
          <p id={`not-${id}`} class="soft small">
            {not}
          </p>
        )}
      </CardFace>
    </div>
  );
}

function Under({ of }: { of: Id }) {
  const n = membersOf(of).length;
  return n ? <p class="soft small num">{t("mod.merged_n", { n })}</p> : null;
}
