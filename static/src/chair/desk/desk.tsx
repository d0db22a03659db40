/** The merge desk: what the groups bring beside the themes it becomes. Tap, drag and keys do the same things. */
import { effect } from "@preact/signals";
import { ArrowDownWideNarrow, Keyboard, Rows3, Undo2 } from "lucide-preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { t } from "../../core/client";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icons";
import { toast } from "../../ui/toast";
import { onKey } from "../../ui/press";
import { useRoom } from "../room";
import { PollButton, RuleButton } from "../count/bar";
import { hearWords } from "../word";
import { CoverageButton, CoverageSheet } from "../coverage/sheet";
import { HintsButton, HintsSheet, useLooking } from "../hints/sheet";
import { lastOf, undo } from "../undo";
import { sayDeed } from "../words";
import { PickedBar } from "./bar";
import { Ghost, listen } from "./drag";
import { Inbox } from "./inbox";
import { pressed } from "./keys";
import { enterDesk, type Desk as State } from "./model";
import { DeskSheets } from "./sheets";
import { Themes } from "./themes";

export function Desk() {
  const room = useRoom();
  const desk = useMemo(() => enterDesk(room), [room]);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => listen(root.current!, desk), [desk]);
  useEffect(() => desk.watch(), [desk]);
  useLooking();
  useEffect(() => warm(desk), [desk]);
  useEffect(hearWords, []);
  // On the page, not the desk: after a tap on nothing the keyboard belongs to the body.
  useEffect(() => {
    return onKey((event) => {
      if (!event.defaultPrevented && pressed(desk, event)) event.preventDefault();
    });
  }, [desk]);
  return (
    <>
      <div class="desk" ref={root}>
        <Inbox />
        <Themes marks={<Marks desk={desk} />}>
          <HintsButton />
          <CoverageButton />
          <Button
            look="bare"
            icon={ArrowDownWideNarrow}
            pressed={desk.byNumber.value}
            onTap={() => (desk.byNumber.value = !desk.byNumber.value)}
          >
            {t("desk.by_number")}
          </Button>
          <RuleButton />
          <PollButton />
        </Themes>
        <PickedBar />
        <Ghost desk={desk} />
      </div>
      <DeskSheets />
      <CoverageSheet />
      <HintsSheet />
    </>
  );
}

/** Used often and known by their signs: they stand beside the heading. */
function Marks({ desk }: { desk: State }) {
  const room = useRoom();
  const last = lastOf(room);
  return (
    <>
      <Button
        look="bare"
        icon={Rows3}
        label={t("desk.fold")}
        pressed={desk.folded.value}
        onTap={() => (desk.folded.value = !desk.folded.value)}
      />
      <button
        type="button"
        class="btn btn-bare"
        aria-label={t("history.undo_last")}
        title={last ? t("history.undo_what", { what: sayDeed(room, last) }) : t("history.nothing")}
        onClick={() => (last ? void undo(room, last.id) : toast(t("history.nothing")))}
      >
        <Icon of={Undo2} />
      </button>
      <Button
        look="bare"
        icon={Keyboard}
        label={t("keys.title")}
        haspopup="dialog"
        onTap={() => (desk.asking.value = { what: "keys" })}
      />
    </>
  );
}

/** A card's key is worked out when it is first looked for; for two thousand that would be felt, so it is done ahead. */
function warm(desk: State): () => void {
  let later: ReturnType<typeof setTimeout> | undefined;
  const stop = effect(() => {
    const cards = desk.facts.cards.value;
    let at = 0;
    const some = () => {
      const end = Math.min(cards.length, at + 100);
      for (; at < end; at++) desk.facts.keyOf(cards[at]!);
      if (at < cards.length) later = setTimeout(some, 20);
    };
    clearTimeout(later);
    later = setTimeout(some, 200);
  });
  return () => {
    stop();
    clearTimeout(later);
  };
}
