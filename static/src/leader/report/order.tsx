/* The picked cards in the order in which they are presented: by buttons, by arrow keys on the grip, or by dragging it. */
import { ArrowDown, ArrowUp, ArrowUpToLine, GripVertical, Link2, X } from "lucide-preact";
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Card, Id } from "../../core/client";
import { t } from "../../core/strings";
import { Button } from "../../ui/button";
import { Count } from "../../ui/count";
import { Icon } from "../../ui/icons";
import { KindMark } from "../../ui/marks";
import type { Line, Outcome } from "../../ui/outcome";
import { use } from "../../phone/world";
import { why } from "../../phone/why";
import { dragOrder } from "./drag";
import { arrange, knownCards, moved, picked, toggle } from "./model";
import { drawn } from "../../ui/drawn";

export function Order({ of }: { of: Outcome }) {
  const list = useRef<HTMLOListElement>(null);
  const said = useSignal("");
  const not = why("board.arrange", use().board.value ?? undefined);
  const order = picked();
  const move = (id: Id, to: number, focus: string) => {
    if (to < 0 || to >= order.length) return;
    void arrange(moved(order, id, to));
    said.value = t("report.now_at", { n: to + 1, of: order.length });
    // The browser lets go of what it moves in the page.
    drawn(() => document.getElementById(`order-${focus}-${id}`)?.focus());
  };
  if (!of.picked) return <p class="soft">{t("report.order_empty")}</p>;
  return (
    <>
      <ol class="report-list" ref={list}>
        {of.cards.map((one, i) => (
          <li key={one.id} class="order-row" data-card={one.id} data-kind={one.kind}>
            <span class="result-n num">{i + 1}</span>
            <div class="grow">
              <p class="clamp-2" lang={one.lang}>
                {one.text}
              </p>
              <p class="pick-facts">
                <KindMark kind={one.kind} />
                <Count of={one} />
              </p>
              <Asked of={one} at={i} order={order} not={not} />
              <div class="order-tools">
                <Button
                  id={`order-up-${one.id}`}
                  look="bare"
                  icon={ArrowUp}
                  label={t("report.up", { text: one.text })}
                  why={not ?? (i === 0 && t("report.is_first"))}
                  onTap={() => move(one.id, i - 1, "up")}
                />
                <Button
                  id={`order-down-${one.id}`}
                  look="bare"
                  icon={ArrowDown}
                  label={t("report.down", { text: one.text })}
                  why={not ?? (i === of.cards.length - 1 && t("report.is_last"))}
                  onTap={() => move(one.id, i + 1, "down")}
                />
                <Button
                  id={`order-top-${one.id}`}
                  look="bare"
                  icon={ArrowUpToLine}
                  label={t("report.to_top", { text: one.text })}
                  why={not ?? (i === 0 && t("report.is_first"))}
                  onTap={() => move(one.id, 0, "top")}
                />
                <Button
                  look="bare"
                  icon={X}
                  label={t("report.take_out", { text: one.text })}
                  why={not}
                  onTap={() => toggle(one.id)}
                />
              </div>
            </div>
            {!not && of.cards.length > 1 && (
              <button
                type="button"
                id={`order-grip-${one.id}`}
                class="btn btn-bare order-grip"
                aria-label={t("report.grip", { text: one.text })}
                onPointerDown={(event) => dragOrder(event, list.current!, one.id, (to) => void arrange(moved(order, one.id, to)))}
                onKeyDown={(event) => {
                  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
                  if (!by) return;
                  event.preventDefault();
                  if (!event.repeat) move(one.id, i + by, "grip");
                }}
              >
                <Icon of={GripVertical} />
              </button>
            )}
          </li>
        ))}
      </ol>
      <p class="unseen" role="status">
        {said.value}
      </p>
    </>
  );
}

/** A solution says more beside its problem: offer to take that along, just before it. */
function Asked({ of, at, order, not }: { of: Line; at: number; order: readonly Id[]; not: string | null }) {
  const asked = askedBy(of.id);
  if (!asked || asked.hidden || asked.into != null || order.includes(asked.id) || not) return null;
  return (
    <Button small class="order-asked" icon={Link2} onTap={() => void arrange(moved([...order, asked.id], asked.id, at))}>
      <span class="clamp-1">
        {t("report.take_problem")} <span lang={asked.lang}>{asked.text}</span>
      </span>
    </Button>
  );
}

function askedBy(id: Id): Card | undefined {
  const known = knownCards();
  const answers = known.get(id)?.answers ?? null;
  return answers === null ? undefined : known.get(answers);
}
