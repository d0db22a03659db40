/* One card held up: on every phone of the group, and on the screen too if the leader wishes. */
import { ChevronDown, ChevronLeft, ChevronRight, ChevronUp, Square, SunMedium } from "lucide-preact";
import { useState } from "preact/hooks";
import type { Card, Id } from "../core/client";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import type { Close } from "../ui/close";
import { Icon } from "../ui/icons";
import { KindMark } from "../ui/marks";
import { use } from "../phone/world";
import { why } from "../phone/why";
import { give } from "./give";
import { onView, votable } from "./table/votable";

const lit = () => {
  const { client, board } = use();
  return client.all("spotlight").value.find((one) => one.board === board.value?.id);
};

/** Holds a card up, or takes it down. Said with its way back. */
async function hold(card: Id | null, room: boolean, say?: string): Promise<boolean> {
  const before = lit();
  const board = use().board.value!.id;
  const show = (id: Id | null, on: boolean) => ({ board, card: id, room: on });
  return give(
    "board.spotlight",
    show(card, room),
    say === undefined
      ? undefined
      : { say, undo: () => void give("board.spotlight", show(before?.card ?? null, before?.room ?? false)) },
  );
}

/** On any card: in the desk's list and in the card's own menu. `onDone` closes the menu. */
export function SpotlightButton(p: { card: Card; small?: boolean; /** One among several in a row. */ bare?: boolean; onDone?: Close }) {
  const { card, bare, onDone } = p;
  const small = p.small || bare;
  const { board } = use();
  const now = lit();
  const on = now?.card === card.id;
  const not = why("board.spotlight", board.value) ?? (onView(card) ? null : t("spot.not_on_view"));
  const turn = async () => {
    const done = on
      ? await hold(null, false, t("spot.did_stop"))
      : await hold(card.id, now?.room ?? false, t("spot.did"));
    if (done) onDone?.();
  };
  return (
    <Button
      {...(small ? { small } : { wide: true })}
      {...(bare ? { look: "bare" as const } : { icon: on ? Square : SunMedium })}
      why={not}
      {...(small ? { label: t(on ? "spot.stop_what" : bare ? "mod.spot_what" : "spot.do_what", { text: card.text }) } : {})}
      onTap={() => void turn()}
    >
      {t(on ? "spot.stop" : bare ? "mod.spot" : "spot.do")}
    </Button>
  );
}

/**
 * What is lit now, always in sight: on to the next, back, the screen too, down. On a phone (`slim`) one line says what
 * and takes it down; the rest is a tap away, for the cards need the room.
 */
export function SpotlightBar({ slim }: { slim?: boolean }) {
  const [open, setOpen] = useState(false);
  const { client, board } = use();
  const now = lit();
  if (!now || !board.value) return null;
  const order = votable(client.all("card").value, board.value.id).map(({ card }) => card);
  const at = order.findIndex((card) => card.id === now.card);
  const [back, next] = [order[at - 1], at < 0 ? undefined : order[at + 1]];
  const not = why("board.spotlight", board.value);
  const to = (card: Card | undefined) => card && void hold(card.id, now.room);
  const room = (
    <label class="check">
      <input
        type="checkbox"
        checked={now.room}
        aria-disabled={not ? "true" : undefined}
        onChange={(event) => {
          const { checked } = event.currentTarget;
          event.currentTarget.checked = now.room; // until the server says so
          void hold(now.card, checked);
        }}
      />
      {t("spot.room")}
    </label>
  );
  const steps = (
    <>
      <Button icon={ChevronLeft} why={not ?? (back ? null : t("spot.first"))} onTap={() => to(back)}>
        {t("spot.back")}
      </Button>
      <Button icon={ChevronRight} why={not ?? (next ? null : t("spot.last"))} onTap={() => to(next)}>
        {t("spot.next")}
      </Button>
    </>
  );
  const down = (
    <Button icon={Square} why={not} onTap={() => void hold(null, false, t("spot.did_stop"))}>
      {t("spot.stop")}
    </Button>
  );
  if (slim)
    return (
      <section class="spot-bar spot-slim" aria-label={t("spot.now")}>
        <div class="row">
          <button
            type="button"
            class="btn spot-more"
            aria-expanded={open}
            aria-label={t("spot.more_what", { text: now.text })}
            onClick={() => setOpen(!open)}
          >
            <Icon of={SunMedium} />
            <span class="grow clamp-1" lang={now.lang}>
              {now.text}
            </span>
            <Icon of={open ? ChevronUp : ChevronDown} />
          </button>
          {down}
        </div>
        {open && (
          <>
            {room}
            <div class="row row-fill">{steps}</div>
          </>
        )}
      </section>
    );
  return (
    <section class="panel stack-tight spot-bar" aria-labelledby="desk-spot">
      <h2 id="desk-spot" class="row">
        <SunMedium class="icon" strokeWidth={1.5} aria-hidden="true" />
        {t("spot.now")}
      </h2>
      <div role="status">
        <KindMark kind={now.kind} />
        <p class="clamp-2" lang={now.lang}>
          {now.text}
        </p>
      </div>
      {room}
      <div class="row row-fill">
        {steps}
        {down}
      </div>
    </section>
  );
}
