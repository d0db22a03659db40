/** The shared vision board as the chair shapes it: themes in order, each with where it comes from. */
import { ArrowDown, ArrowUp, Pencil, Plus, SquareCheckBig } from "lucide-preact";
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { lang, t, type Theme } from "../../core/client";
import { both } from "../../ui/bits";
import { Button } from "../../ui/button";
import { Count, type Counted } from "../../ui/count";
import { GroupSign } from "../../ui/marks";
import { useRoom } from "../room";
import { useDesk } from "./model";
import { Slips, type Slip } from "./slips";

/** A theme shows this many of its cards until asked for all. */
const FEW = 4;

export function Themes({ children }: { children: ComponentChildren }) {
  const room = useRoom();
  const themes = room.themes.value;
  return (
    <section class="themes" aria-labelledby="themes-title">
      <div class="desk-head">
        <h2 id="themes-title">{t("desk.themes")}</h2>
        <span class="soft num">{t("desk.placed", { n: room.placed.value.size, of: room.card.value.size })}</span>
        <div class="desk-tools">{children}</div>
      </div>
      <div class="themes-grid">
        {themes.map((theme, i) => (
          <ThemePanel key={theme.id} theme={theme} number={i + 1} last={i === themes.length - 1} />
        ))}
        <NewTheme first={themes.length === 0} />
      </div>
    </section>
  );
}

function NewTheme({ first }: { first: boolean }) {
  const desk = useDesk();
  const count = desk.picked.all.size;
  return (
    <div class="theme-new" data-drop="new">
      <p class="soft">{first ? t("desk.first_theme") : t("desk.drop_new")}</p>
      <Button icon={Plus} onTap={() => (desk.asking.value = { what: "new", cards: [...desk.picked.all] })}>
        {count > 0 ? t("desk.new_of_n", { n: count }) : t("desk.new")}
      </Button>
    </div>
  );
}

function ThemePanel({ theme, number, last }: { theme: Theme; number: number; last: boolean }) {
  const desk = useDesk();
  const room = useRoom();
  const all = useSignal(false);
  const sources = room.sourcesOf.value.get(theme.id) ?? [];
  const drawn = all.value ? sources : sources.slice(0, FEW);
  const title = both(theme.title);
  const other = theme.title[lang.value === "lo" ? "en" : "lo"];
  const id = `theme-${theme.id}`;
  return (
    <section
      class="theme"
      data-drop={`theme:${theme.id}`}
      data-theme-id={theme.id}
      style={{ "--hue": `var(--group-${theme.colour % 8})` }}
      aria-labelledby={id}
    >
      <div class="theme-head" data-grip={theme.id}>
        <span class="theme-number num" aria-hidden="true">
          {number}
        </span>
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
      <div class="theme-tools">
        <Button
          look="bare"
          icon={ArrowUp}
          label={t("desk.earlier_what", { what: title })}
          why={number === 1 && t("desk.is_first")}
          onTap={() => void desk.shift(theme.id, -1)}
        />
        <Button
          look="bare"
          icon={ArrowDown}
          label={t("desk.later_what", { what: title })}
          why={last && t("desk.is_last")}
          onTap={() => void desk.shift(theme.id, 1)}
        />
        <Button
          look="bare"
          icon={SquareCheckBig}
          label={t("desk.pick_all_of", { what: title })}
          onTap={() => desk.picked.add(sources.map((source) => source.id))}
        />
        <Button
          look="bare"
          icon={Pencil}
          haspopup="dialog"
          label={t("desk.edit_what", { what: title })}
          onTap={() => (desk.asking.value = { what: "theme", theme: theme.id })}
        />
        <PlaceHere theme={theme} />
      </div>
      {sources.length > 0 ? (
        <Slips id={`sources-${theme.id}`} label={t("desk.cards_of", { what: title })} slips={drawn} votes={votesOf} />
      ) : (
        <p class="soft small theme-empty">{t("desk.theme_empty")}</p>
      )}
      {sources.length > FEW && (
        <Button look="bare" small expanded={all.value} onTap={() => (all.value = !all.value)}>
          {all.value ? t("desk.show_few") : t("desk.show_all", { n: sources.length })}
        </Button>
      )}
    </section>
  );
}

/** How much stands behind a theme, always with its breadth: "5 of 6 groups". */
function Weight({ theme }: { theme: Theme }) {
  const room = useRoom();
  const groups = room.group.value;
  return (
    <div class="theme-weight">
      <p class="num">
        <strong>{t("desk.breadth", { n: theme.groups.length, of: groups.size })}</strong>
        <Count of={theme} />
        <span>{t("desk.cards_n", { n: theme.cards })}</span>
      </p>
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

/** With cards picked, each theme offers itself: no drag needed. */
function PlaceHere({ theme }: { theme: Theme }) {
  const desk = useDesk();
  const count = desk.picked.all.size;
  if (count === 0) return null;
  return (
    <Button
      small
      class="theme-place"
      label={t("desk.place_in", { n: count, what: both(theme.title) })}
      onTap={() => void desk.place(theme.id, desk.picked.all)}
    >
      {t("desk.place_here", { n: count })}
    </Button>
  );
}

const votesOf = (slip: Slip): Counted | undefined => ("votes" in slip ? slip : undefined);
