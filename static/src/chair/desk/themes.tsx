/** The shared vision board as the chair shapes it: themes in order, each with where it comes from. */
import { ArrowDown, ArrowUp, Pencil, Plus, SquareCheckBig, StickyNote, Waypoints } from "lucide-preact";
import { useComputed } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { lang, t, type Note, type Theme } from "../../core/client";
import { both } from "../../ui/bits";
import { Button } from "../../ui/button";
import { Clarified } from "../../ui/clarified";
import { Icon } from "../../ui/icons";
import { GroupSign } from "../../ui/marks";
import { byRule, ThemeNumber } from "../../ui/number";
import { ask, visionOf } from "../count/state";
import { openTrail } from "../provenance/trail";
import { useStill } from "../../ui/still";
import { useRoom } from "../room";
import { useDesk } from "./model";
import { Slips } from "./slips";

export function Themes({ marks, children }: { marks: ComponentChildren; children: ComponentChildren }) {
  const room = useRoom();
  const desk = useDesk();
  const themes = room.themes.value;
  const sorted = desk.byNumber.value;
  const still = useStill(sorted ? [...themes].sort(byRule(visionOf(room))) : themes, (theme) => theme.id, sorted ? "number" : themes.map(({ id }) => id).join());
  const drawn = still.list;
  const grid = useFocusKept(drawn.map(({ id }) => id).join());
  return (
    <section class="themes" aria-labelledby="themes-title">
      <div class="desk-head">
        <h2 id="themes-title">{t("desk.themes")}</h2>
        <Placed />
        <div class="desk-marks">{marks}</div>
        <div class="desk-tools">{children}</div>
      </div>
      <div class="themes-grid" ref={grid} {...still.hand} data-folded={desk.folded.value || undefined}>
        {drawn.map((theme) => {
          const at = themes.indexOf(theme);
          return <ThemePanel key={theme.id} theme={theme} number={at + 1} last={at === themes.length - 1} />;
        })}
        <NewTheme first={themes.length === 0} />
        <Parked />
      </div>
    </section>
  );
}

/** A theme that is moved is taken out of the page for a moment; whoever moved it by keys goes on with it. */
function useFocusKept(order: string) {
  const box = useRef<HTMLDivElement>(null);
  const at = document.activeElement;
  const had = at instanceof HTMLElement && box.current?.contains(at) ? at : null;
  useLayoutEffect(() => {
    if (had?.isConnected && document.activeElement !== had) had.focus();
  }, [order]);
  return box;
}

function Placed() {
  const room = useRoom();
  const { facts } = useDesk();
  return <span class="soft num">{t("desk.placed", { n: room.placed.value.size, of: facts.told.value })}</span>;
}

function NewTheme({ first }: { first: boolean }) {
  const desk = useDesk();
  const cards = desk.acting.value;
  const count = cards.length;
  return (
    <div class="theme-new" data-drop="new">
      <p class="soft">{first ? t("desk.first_theme") : t("desk.drop_new")}</p>
      <Button icon={Plus} onTap={() => (desk.asking.value = { what: "new", cards: [...cards] })}>
        {count > 0 ? t("desk.new_of_n", { n: count }) : t("desk.new")}
      </Button>
    </div>
  );
}

/** Off the room's board, kept here. */
function Parked() {
  const parked = useRoom().parked.value;
  const { parked: shown } = useDesk();
  const own = useRef<HTMLElement>(null);
  // It stands at the very end: what was asked for comes into sight.
  useEffect(() => {
    if (shown.value) own.current?.scrollIntoView({ block: "nearest" });
  }, [shown.value]);
  if (parked.length === 0) return null;
  return (
    <section class="themes-parked" aria-label={t("desk.parked")} ref={own}>
      <Button look="bare" expanded={shown.value} onTap={() => (shown.value = !shown.value)}>
        {t("desk.parked_n", { n: parked.length })}
      </Button>
      {shown.value && parked.map((theme) => <ThemePanel key={theme.id} theme={theme} number={0} last />)}
    </section>
  );
}

function ThemePanel({ theme, number, last }: { theme: Theme; number: number; last: boolean }) {
  const title = both(theme.title);
  const other = theme.title[lang.value === "lo" ? "en" : "lo"];
  const id = `theme-${theme.id}`;
  const sorted = useDesk().byNumber.value;
  return (
    <section
      class="theme"
      data-drop={`theme:${theme.id}`}
      data-theme-id={theme.id}
      style={{ "--hue": `var(--group-${theme.colour % 8})` }}
      aria-labelledby={id}
    >
      <div class="theme-head" data-grip={sorted ? undefined : theme.id}>
        {number > 0 && (
          <span class="theme-number num" aria-hidden="true">
            {number}
          </span>
        )}
        <div class="grow">
          <h3 id={id}>{title}</h3>
          {other && other !== title && (
            <p class="soft small" lang={lang.value === "lo" ? "en" : "lo"}>
              {other}
            </p>
          )}
        </div>
      </div>
      <Weight theme={theme} />
      <Clarified of={theme.key} />
      <TeamNote theme={theme} />
      <Tools theme={theme} title={title} number={number} last={last} />
      <Sources theme={theme} title={title} />
    </section>
  );
}

function Tools({ theme, title, number, last }: { theme: Theme; title: string; number: number; last: boolean }) {
  const desk = useDesk();
  const room = useRoom();
  const sorted = desk.byNumber.value && t("desk.sorted_say");
  return (
    <div class="theme-tools">
      {number > 0 && (
        <>
          <Button
            look="bare"
            icon={ArrowUp}
            label={t("desk.earlier_what", { what: title })}
            why={sorted || (number === 1 && t("desk.is_first"))}
            onTap={() => void desk.shift(theme.id, -1)}
          />
          <Button
            look="bare"
            icon={ArrowDown}
            label={t("desk.later_what", { what: title })}
            why={sorted || (last && t("desk.is_last"))}
            onTap={() => void desk.shift(theme.id, 1)}
          />
        </>
      )}
      <Button
        look="bare"
        icon={SquareCheckBig}
        label={t("desk.pick_all_of", { what: title })}
        onTap={() => {
          const all = (room.sourcesOf.peek().get(theme.id) ?? []).map((source) => source.id);
          desk.picked.add(all);
          desk.include(all); // all of it was asked for, the folded ones too
        }}
      />
      <Button
        look="bare"
        icon={Pencil}
        haspopup="dialog"
        label={t("desk.edit_what", { what: title })}
        onTap={() => (desk.asking.value = { what: "theme", theme: theme.id })}
      />
      <Button
        look="bare"
        icon={Waypoints}
        haspopup="dialog"
        label={t("trail.open_what", { what: title })}
        onTap={() => openTrail(theme.key)}
      />
      <PlaceHere theme={theme} />
    </div>
  );
}

function Sources({ theme, title }: { theme: Theme; title: string }) {
  const desk = useDesk();
  const room = useRoom();
  const all = desk.unfolded.value.has(theme.id);
  const turn = () => {
    const after = new Set(desk.unfolded.peek());
    if (!after.delete(theme.id)) after.add(theme.id);
    desk.unfolded.value = after;
  };
  // Told only of its own cards: `sourcesOf` keeps the lists of themes that stayed as they were.
  const sources = useComputed(() => room.sourcesOf.value.get(theme.id) ?? NONE).value;
  const most = desk.drawnOf(theme.id, sources.length);
  const drawn = useMemo(() => (most < sources.length ? sources.slice(0, most) : sources), [sources, most]);
  const folded = desk.folded.value;
  if (sources.length === 0 && folded) return null;
  if (sources.length === 0) return <p class="soft small theme-empty">{t("desk.theme_empty")}</p>;
  return (
    <>
      {drawn.length > 0 && (
        <div class={all ? "theme-all" : undefined}>
          <Slips
            id={`sources-${theme.id}`}
            label={t("desk.cards_of", { what: title })}
            slips={drawn}
            scrolls={all}
            onMove={(cards, by) => void desk.move(theme.id, cards, by)}
          />
        </div>
      )}
      {(all || sources.length > most) && (
        <Button look="bare" small class="theme-more" expanded={all} onTap={turn}>
          {all ? t("desk.show_few") : t(folded ? "desk.cards_n" : "desk.show_all", { n: sources.length })}
        </Button>
      )}
    </>
  );
}

const NONE: readonly never[] = [];

/** How much stands behind a theme by the chosen rule, with its breadth and what it is of; a tap says how it came about. */
function Weight({ theme }: { theme: Theme }) {
  const room = useRoom();
  const groups = room.group.value;
  return (
    <div class="theme-weight">
      <div class="theme-counted">
        <ThemeNumber
          theme={theme}
          vision={visionOf(room)}
          title={both(theme.title)}
          onTap={() => ask({ what: "theme", theme: theme.id })}
        />
      </div>
      <p class="num theme-cards">{t("desk.cards_n", { n: theme.cards })}</p>
      {groups.size <= 12 && (
        <p class="theme-signs">
          {theme.groups.map((id) => {
            const group = groups.get(id);
            return group && <GroupSign key={id} group={group} />;
          })}
        </p>
      )}
    </div>
  );
}

/** The theme team's own; the room never sees it. */
function TeamNote({ theme }: { theme: Theme }) {
  const { client } = useRoom();
  const note = client.one<Note>(`note:${theme.id}`).value;
  if (!note) return null;
  return (
    <p class="theme-note">
      <Icon of={StickyNote} />
      <span class="unseen">{t("desk.note")}: </span>
      <span class="lines">{note.text}</span>
    </p>
  );
}

/** With cards picked, each theme offers itself: no drag needed. */
function PlaceHere({ theme }: { theme: Theme }) {
  const desk = useDesk();
  const cards = desk.acting.value;
  const count = cards.length;
  if (count === 0) return null;
  return (
    <Button
      small
      class="theme-place"
      label={t("desk.place_in", { n: count, what: both(theme.title) })}
      onTap={() => void desk.place(theme.id, cards)}
    >
      {t("desk.place_here", { n: count })}
    </Button>
  );
}
