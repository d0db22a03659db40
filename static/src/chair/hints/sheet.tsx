/** Similar cards across groups: proposals in a list, answered one by one or together. Nothing is gathered by itself. */
import { Copy } from "lucide-preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../core/client";
import { Button } from "../../ui/button";
import { useOnce } from "../../ui/once";
import { atOnce, Sheet } from "../../ui/sheet";
import { toast } from "../../ui/toast";
import { useDesk } from "../desk/model";
import { useRoom } from "../room";
import { accept, refuse } from "./acts";
import { draftOf } from "./drafts";
import { pressedIn, usePassOn } from "./keys";
import type { Hint } from "./model";
import { hintsOpen } from "./open";
import { Proposal } from "./proposal";
import { enterHints } from "./state";
import { Synonyms } from "./synonyms";
import { openWorker } from "./worker";

const useHints = () => enterHints(useRoom(), useDesk().facts);

/** Looks for as long as the desk is there. */
export function useLooking(): void {
  const hints = useHints();
  useEffect(() => hints.watch(openWorker), [hints]);
}

export function HintsButton() {
  const n = useHints().all.value.length;
  return (
    <Button look="bare" icon={Copy} haspopup="dialog" onTap={() => (hintsOpen.value = true)}>
      {n > 0 ? t("hint.open_n", { n }) : t("hint.open")}
    </Button>
  );
}

export function HintsSheet() {
  if (!hintsOpen.value) return null;
  return (
    <Sheet full title={t("hint.title")} onClose={atOnce(() => (hintsOpen.value = false))}>
      <Proposals />
    </Sheet>
  );
}

function Proposals() {
  const hints = useHints();
  const all = hints.all.value;
  // With the drawing, not after it: whoever opened it by a key goes on at once.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && pressedIn(event)) event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return (
    <div class="hints stack">
      <p>
        {t("hint.say")} {all.length > 0 && t("hint.shared")}
      </p>
      <Synonyms />
      <p class="strong num" role="status">
        {hints.looking.value ? t("hint.looking") : t("hint.n", { n: all.length })}
      </p>
      {all.length > 0 && <Together all={all} />}
      {all.length === 0 && !hints.looking.value && <None />}
      <div class="hint-list" role="group" aria-label={t("hint.list")}>
        {all.map((hint) => (
          <Proposal key={hint.ids[0]} hint={hint} />
        ))}
      </div>
    </div>
  );
}

function None() {
  const none = useDesk().facts.cards.value.length === 0;
  return <p class="empty">{t(none ? "hint.no_cards" : "hint.none")}</p>;
}

/** The picked, or all: one step of the history. */
function Together({ all }: { all: readonly Hint[] }) {
  const desk = useDesk();
  const box = useRef<HTMLDivElement>(null);
  usePassOn(box);
  const picked = all.filter((hint) => draftOf(hint).picked);
  const some = picked.length > 0 ? picked : all;
  const n = some.length;
  const give = useOnce(async () => {
    const wrong = await accept(desk, some);
    if (wrong) toast(wrong);
  });
  const apart = useOnce(() => refuse(desk, some));
  return (
    <div ref={box} class="row hint-together">
      <Button onTap={give}>{t(picked.length > 0 ? "hint.accept_n" : "hint.accept_all", { n })}</Button>
      <Button onTap={apart}>{t(picked.length > 0 ? "hint.refuse_n" : "hint.refuse_all", { n })}</Button>
    </div>
  );
}
