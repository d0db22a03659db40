/** A list of cards to pick from: the same in the inbox and in each theme, by tap, by key, by drag. */
import { signal, type Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { lang, t, type Card, type Id, type Source } from "../../core/client";
import { both } from "../../ui/bits";
import { Count, type Counted, total } from "../../ui/count";
import { GroupSign, KindMark } from "../../ui/marks";
import { useRoom } from "../room";
import { Marks } from "./marks";
import { useDesk } from "./model";

/** So many rows are drawn at once; the rest as one scrolls to them. */
const CHUNK = 150;

export type Slip = Card | Source;

interface SlipsProps {
  id: string;
  label: string;
  slips: readonly Slip[];
  votes: (slip: Slip) => Counted | undefined;
  /** Headings between the groups: only where the list is in their order. */
  byGroup?: boolean;
  /** Show which theme a card is in already. */
  showTheme?: boolean;
}

export function Slips(p: SlipsProps) {
  const desk = useDesk();
  const box = useRef<HTMLDivElement>(null);
  const lit = useMemo(() => new Marks(), []);
  const limit = useMemo(() => signal(CHUNK), []);
  const anchor = useRef<number>(0);
  const { slips } = p;
  const litId = [...lit.all][0];
  const litAt = slips.findIndex((slip) => slip.id === litId);
  const was = useRef(0);

  // The lit card left the list (it was placed): the one that took its place is lit.
  useEffect(() => {
    if (litAt >= 0) was.current = litAt;
    else if (litId !== undefined) lit.set(slips.length ? [slips[Math.min(was.current, slips.length - 1)]!.id] : []);
  }, [slips, litAt, litId]);

  const light = (at: number, extend = false) => {
    const slip = slips[Math.max(0, Math.min(slips.length - 1, at))];
    if (!slip) return;
    const to = slips.indexOf(slip);
    if (to >= limit.peek()) limit.value = to + CHUNK;
    lit.set([slip.id]);
    if (extend) desk.picked.add(between(anchor.current, to));
    else anchor.current = to;
    requestAnimationFrame(() => document.getElementById(`${p.id}-${slip.id}`)?.scrollIntoView({ block: "nearest" }));
  };
  const between = (a: number, b: number): Id[] => slips.slice(Math.min(a, b), Math.max(a, b) + 1).map((slip) => slip.id);

  const onKey = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowDown: litAt + 1,
      ArrowUp: litAt - 1,
      PageDown: litAt + 8,
      PageUp: litAt - 8,
      Home: 0,
      End: slips.length - 1,
    };
    const to = steps[event.key];
    if (to !== undefined && !event.altKey) light(to, event.shiftKey);
    else if ((event.key === " " || event.key === "Enter") && litAt >= 0) desk.picked.toggle(slips[litAt]!.id);
    else if (event.code === "KeyA" && (event.ctrlKey || event.metaKey)) desk.picked.add(slips.map((slip) => slip.id));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent) => {
    const row = (event.target as Element).closest<HTMLElement>("[data-card]");
    if (!row) return;
    const at = slips.findIndex((slip) => slip.id === Number(row.dataset.card));
    if (event.shiftKey) desk.picked.add(between(anchor.current, at));
    else desk.picked.toggle(slips[at]!.id);
    anchor.current = at;
    lit.set([slips[at]!.id]);
  };

  const drawn = slips.slice(0, limit.value);
  const row = (slip: Slip) => (
    <Row
      key={slip.id}
      list={p.id}
      slip={slip}
      votes={p.votes(slip)}
      lit={lit}
      showTheme={p.showTheme ?? false}
      showGroup={!p.byGroup}
    />
  );
  return (
    <div
      ref={box}
      id={p.id}
      class="slips"
      role="listbox"
      aria-multiselectable="true"
      aria-label={p.label}
      aria-activedescendant={litAt >= 0 ? `${p.id}-${litId}` : undefined}
      tabIndex={0}
      onKeyDown={onKey}
      onClick={onClick}
      onFocus={(event) => {
        if (event.target === box.current && litAt < 0) light(0);
      }}
    >
      {p.byGroup ? sections(drawn, row) : drawn.map(row)}
      {drawn.length < slips.length && <More limit={limit} />}
    </div>
  );
}

/** Rows of one group under its sign. */
function sections(drawn: readonly Slip[], row: (slip: Slip) => ComponentChildren) {
  const found: { group: Id; rows: ComponentChildren[] }[] = [];
  for (const slip of drawn) {
    const last = found.at(-1);
    if (last?.group === slip.group) last.rows.push(row(slip));
    else found.push({ group: slip.group, rows: [row(slip)] });
  }
  return found.map((section, i) => <Section key={`${section.group}-${i}`} {...section} />);
}

function Section({ group: id, rows }: { group: Id; rows: ComponentChildren[] }) {
  const group = useRoom().group.value.get(id);
  if (!group) return <>{rows}</>;
  const name = both(group.name) || t("group.n", { n: group.number });
  return (
    <div role="group" aria-label={name} class="slips-group">
      <div class="slips-group-head" role="presentation">
        <GroupSign group={group}>
          <strong>{name}</strong>
        </GroupSign>
      </div>
      {rows}
    </div>
  );
}

interface RowProps {
  list: string;
  slip: Slip;
  votes: Counted | undefined;
  lit: Marks;
  showTheme: boolean;
  showGroup: boolean;
}

function Row({ list, slip, votes, lit, showTheme, showGroup }: RowProps) {
  const desk = useDesk();
  const room = useRoom();
  const theme = showTheme ? room.theme.value.get(room.placed.value.get(slip.id) ?? 0) : undefined;
  const group = showGroup ? room.group.value.get(slip.group) : undefined;
  const classes = ["slip", lit.of(slip.id).value && "slip-lit"].filter(Boolean).join(" ");
  return (
    <div
      id={`${list}-${slip.id}`}
      role="option"
      aria-selected={desk.picked.of(slip.id).value}
      class={classes}
      data-card={slip.id}
      data-kind={slip.kind}
    >
      <p class="slip-text" lang={slip.lang === lang.value ? undefined : slip.lang}>
        {slip.text}
      </p>
      <p class="slip-facts">
        {group && <GroupSign group={group} />}
        <KindMark kind={slip.kind} />
        {votes !== undefined && total(votes) > 0 && <Count of={votes} class="slip-votes" />}
        {theme && (
          <span class="slip-theme" style={{ "--hue": `var(--group-${theme.colour % 8})` }}>
            {both(theme.title)}
          </span>
        )}
      </p>
    </div>
  );
}

/** Draws the next rows when one has scrolled near them. */
function More({ limit }: { limit: Signal<number> }) {
  const at = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!at.current || typeof IntersectionObserver === "undefined") {
      limit.value = Infinity;
      return;
    }
    const seen = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) limit.value += CHUNK;
    }, { rootMargin: "800px" });
    seen.observe(at.current);
    return () => seen.disconnect();
  });
  return <div ref={at} class="slips-more" role="presentation" />;
}
