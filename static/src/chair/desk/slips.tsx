/** A list of cards to pick from: the same in the inbox, in the tray and in each theme, by tap, by key, by drag. */
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { t, type Id } from "../../core/client";
import { both } from "../../ui/bits";
import { GroupSign } from "../../ui/marks";
import { useRoom } from "../room";
import { itemsOf, sectionsOf, type Slip } from "./listed";
import { Marks } from "./marks";
import { useDesk } from "./model";
import { Row } from "./row";
import { useWindow } from "./window";
import { useHand } from "../../ui/still";

export type { Slip } from "./listed";

interface SlipsProps {
  id: string;
  label: string;
  slips: readonly Slip[];
  /** It scrolls by itself: then only what is near its window is drawn. */
  scrolls?: boolean;
  /** Headings between the groups: only where the list is in their order. */
  byGroup?: boolean;
  /** All of one group: no need to say whose each is. */
  oneGroup?: boolean;
  /** Show which theme a card is in already. */
  showTheme?: boolean;
  /** Alt+arrows: these cards, one place earlier or later. */
  onMove?: (cards: readonly Id[], by: -1 | 1) => void;
}

export function Slips(p: SlipsProps) {
  const desk = useDesk();
  const box = useRef<HTMLDivElement>(null);
  const lit = useMemo(() => new Marks(), []);
  const anchor = useRef<number>(0);
  const { slips } = p;
  const byGroup = p.byGroup ?? false;
  const items = useMemo(() => itemsOf(slips, byGroup), [slips, byGroup]);
  const at = useMemo(() => new Map(items.flatMap((item, i) => (item.slip ? [[item.slip.id, i] as const] : []))), [items]);
  const window = useWindow(box, items, p.scrolls ?? false);
  const litId = [...lit.all][0];
  const litItem = litId === undefined ? undefined : at.get(litId);
  const litAt = litItem === undefined ? -1 : items[litItem]!.at;
  const was = useRef(0);
  const byHand = useRef(false);

  // The lit card left the list (it was placed): the one that took its place is lit.
  useEffect(() => {
    if (litAt >= 0) was.current = litAt;
    else if (litId !== undefined) lit.set(slips.length ? [slips[Math.min(was.current, slips.length - 1)]!.id] : []);
  }, [slips, litAt, litId]);

  const light = (to: number, extend = false) => {
    const place = Math.max(0, Math.min(slips.length - 1, to));
    const slip = slips[place];
    if (!slip) return;
    lit.set([slip.id]);
    if (extend) desk.picked.add(between(anchor.current, place));
    else anchor.current = place;
    window.show(at.get(slip.id)!);
    requestAnimationFrame(() => document.getElementById(`${p.id}-${slip.id}`)?.scrollIntoView({ block: "nearest" }));
  };
  const between = (a: number, b: number): Id[] => slips.slice(Math.min(a, b), Math.max(a, b) + 1).map((slip) => slip.id);

  const onKey = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key] as -1 | 1 | undefined;
    const steps: Record<string, number> = {
      ArrowDown: litAt + 1,
      ArrowUp: litAt - 1,
      PageDown: litAt + 8,
      PageUp: litAt - 8,
      Home: 0,
      End: slips.length - 1,
    };
    const to = steps[event.key];
    if (event.altKey && by && p.onMove && litId !== undefined && litAt >= 0) {
      const picked = desk.picked.peek();
      p.onMove(picked.has(litId) ? slips.filter((slip) => picked.has(slip.id)).map((slip) => slip.id) : [litId], by);
    } else if (to !== undefined && !event.altKey) light(to, event.shiftKey);
    else if ((event.key === " " || event.key === "Enter") && litAt >= 0) desk.picked.toggle(slips[litAt]!.id);
    else if (event.code === "KeyA" && (event.ctrlKey || event.metaKey)) desk.picked.add(slips.map((slip) => slip.id));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent) => {
    const row = (event.target as Element).closest<HTMLElement>("[data-card]");
    const item = row && at.get(Number(row.dataset.card));
    if (item == null) return;
    const place = items[item]!.at;
    if (event.shiftKey) desk.picked.add(between(anchor.current, place));
    else desk.picked.toggle(slips[place]!.id);
    anchor.current = place;
    lit.set([slips[place]!.id]);
  };

  const [on, hand] = useHand();
  useEffect(() => {
    if (!p.scrolls) return;
    desk.hand.value = on;
    return () => void (desk.hand.value = false);
  }, [on]);

  const { span } = window;
  const row = (slip: Slip, place: number) => (
    <Row
      key={slip.id}
      list={p.id}
      slip={slip}
      lit={lit}
      showTheme={p.showTheme ?? false}
      showGroup={!byGroup && !p.oneGroup}
      at={window.whole ? undefined : place + 1}
      of={window.whole ? undefined : slips.length}
    />
  );
  const drawn = litItem !== undefined && litItem >= span.from && litItem < span.to;
  return (
    <div
      ref={box}
      id={p.id}
      class="slips"
      role="listbox"
      aria-multiselectable="true"
      aria-label={p.label}
      aria-activedescendant={drawn ? `${p.id}-${litId}` : undefined}
      tabIndex={0}
      onKeyDown={onKey}
      onClick={onClick}
      onScroll={window.onScroll}
      onPointerEnter={hand.onPointerEnter}
      onPointerLeave={hand.onPointerLeave}
      onFocusIn={hand.onFocusIn}
      onFocusOut={hand.onFocusOut}
      onMouseDown={() => {
        // It brings the focus, and says itself which card is meant: the first one must not scroll under the finger.
        byHand.current = true;
        setTimeout(() => (byHand.current = false));
      }}
      onFocus={(event) => {
        if (event.target === box.current && litAt < 0 && !byHand.current) light(0);
      }}
    >
      {!window.whole && <div role="presentation" style={{ height: `${window.above}px` }} />}
      {byGroup
        ? sectionsOf(items, span.from, span.to).map((section) => (
            <Section key={section.key} group={section.group}>
              {section.items.map((item) => row(item.slip!, item.at))}
            </Section>
          ))
        : items.slice(span.from, span.to).map((item) => row(item.slip!, item.at))}
      {!window.whole && <div role="presentation" style={{ height: `${window.below}px` }} />}
    </div>
  );
}

/** Rows of one group under its sign, which stays in sight while they scroll by. */
function Section(p: { group: Id; children: ComponentChildren }) {
  const group = useRoom().group.value.get(p.group);
  if (!group) return <>{p.children}</>;
  const name = both(group.name) || t("group.n", { n: group.number });
  return (
    <div role="group" aria-label={name} class="slips-group">
      <div class="slips-group-head" role="presentation">
        <GroupSign group={group}>
          <strong>{name}</strong>
        </GroupSign>
      </div>
      {p.children}
    </div>
  );
}
