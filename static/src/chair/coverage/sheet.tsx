/** What no theme covers yet, in counts; a tap shows just those cards at the desk. */
import { ArrowRight, Radar } from "lucide-preact";
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { t } from "../../core/client";
import { Bar, both } from "../../ui/bits";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icons";
import { GroupSign } from "../../ui/marks";
import { atOnce, Sheet } from "../../ui/sheet";
import { type Hand, useStill } from "../../ui/still";
import { useDesk, type Desk } from "../desk/model";
import { ANYTHING, type Wish } from "../desk/sieve";
import { useRoom } from "../room";
import { groupName } from "../words";
import { coverage, uncovered, type Cover } from "./coverage";
import { drawn } from "../../ui/drawn";

const open = signal(false);

export function CoverageButton() {
  return (
    <Button look="bare" icon={Radar} haspopup="dialog" onTap={() => (open.value = true)}>
      {t("cover.open")}
    </Button>
  );
}

export function CoverageSheet() {
  if (!open.value) return null;
  return (
    <Sheet title={t("cover.title")} onClose={atOnce(() => (open.value = false))}>
      <Covered />
    </Sheet>
  );
}

/** The desk shows these and nothing else, as they stand by group. */
function show(desk: Desk, wish: Partial<Wish>): void {
  const wanted: Wish = { ...ANYTHING, unplaced: true, ...wish };
  desk.group.value = wanted.group;
  desk.kind.value = wanted.kind;
  desk.org.value = wanted.org;
  desk.unplaced.value = wanted.unplaced;
  desk.chosen.value = wanted.chosen;
  desk.changed.value = wanted.changed;
  desk.top.value = wanted.top;
  desk.find.value = wanted.find;
  desk.side.value = "cards";
  open.value = false;
  drawn(() => document.querySelector<HTMLElement>(".inbox .slips")?.focus());
}

/** Lists may bring sorts of their own. */
function kindName(kind: string): string {
  const id = `org.kind.${kind}`;
  return t(id) === id ? t("org.kind.other") : t(id);
}

function Covered() {
  const desk = useDesk();
  const room = useRoom();
  const { facts } = desk;
  const orgs = [...facts.orgs.value.values()].sort((a, b) => a.position - b.position);
  const placeOf = facts.placeOf.value;
  const parked = new Set(room.parked.value.map((theme) => theme.id));
  const told = coverage({
    cards: facts.cards.value,
    groups: room.groups.value,
    orgs,
    // A parked theme is off the board: what lies in it is kept, and covered by nothing.
    placeOf: (card) => {
      const place = placeOf(card);
      return typeof place === "number" && parked.has(place) ? "aside" : place;
    },
    handed: facts.handed.value,
  });
  const kinds = useStill(told.kinds, (one) => one.kind);
  const bodies = useStill(told.orgs, (one) => one.org.id);
  if (told.all.cards === 0) return <p class="empty">{t("desk.none_yet")}</p>;
  const unnamed = told.unnamed;
  return (
    <div class="cover stack">
      <Part title={t("cover.cards")}>
        {told.chosen.cards > 0 && (
          <Line of={told.chosen} onTap={() => show(desk, { chosen: true })}>
            {t("cover.chosen")}
          </Line>
        )}
        <Line of={told.all} onTap={() => show(desk, {})}>
          {t("cover.all")}
        </Line>
      </Part>
      <Part title={t("cover.groups")}>
        {told.groups
          .filter((one) => one.cards > 0)
          .map((one) => (
            <Line key={one.group.id} of={one} onTap={() => show(desk, { group: one.group.id })}>
              <GroupSign group={one.group}>
                <span>{groupName(one.group)}</span>
              </GroupSign>
            </Line>
          ))}
        <Silent say={t("cover.silent")} names={told.groups.filter((one) => one.cards === 0).map((one) => groupName(one.group))} />
      </Part>
      {told.kinds.length > 0 && (
        <Part title={t("cover.sectors")} hand={kinds.hand}>
          {kinds.list.map((one) => (
            <Line key={one.kind} of={one} onTap={() => show(desk, { org: `kind:${one.kind}` })}>
              {kindName(one.kind)}
            </Line>
          ))}
          <Silent say={t("cover.unnamed")} names={unnamed.kinds.map(kindName)} />
        </Part>
      )}
      {told.orgs.length > 0 && (
        <Part title={t("cover.orgs")} hand={bodies.hand}>
          {bodies.list.map((one) => (
            <Line key={one.org.id} of={one} onTap={() => show(desk, { org: one.org.id })}>
              {both(one.org)}
            </Line>
          ))}
          {told.nobody.cards > 0 && (
            <Line of={told.nobody} onTap={() => show(desk, { org: "none" })}>
              {t("cover.nobody")}
            </Line>
          )}
          <Silent say={t("cover.unnamed")} names={unnamed.orgs.map((org) => both(org))} />
        </Part>
      )}
      {told.orgs.length === 0 && <p class="soft small">{t("cover.no_orgs")}</p>}
    </div>
  );
}

function Part({ title, hand, children }: { title: string; hand?: Hand; children: ComponentChildren }) {
  return (
    <section class="stack-tight" aria-label={title}>
      <h3>{title}</h3>
      <div class="cover-list" {...hand}>
        {children}
      </div>
    </section>
  );
}

/** How much of it is in themes; what is not yet is a tap away. */
function Line({ of, onTap, children }: { of: Cover; onTap: () => void; children: ComponentChildren }) {
  const say = t("cover.placed", { n: of.placed, of: of.cards });
  const left = of.open > 0 ? t("cover.left", { n: of.open }) : of.placed < of.cards ? t("cover.aside") : t("cover.full");
  const inside = (
    <>
      <span class="cover-name">{children}</span>
      <span class="cover-facts small num">
        {uncovered(of) ? <span class="tag tag-amber">{t("cover.none")}</span> : <span class="soft">{say}</span>}
        <span class={of.open > 0 ? "strong" : "soft"}>{left}</span>
      </span>
      <Bar value={of.placed} most={of.cards} />
    </>
  );
  if (of.open === 0) return <div class="cover-line">{inside}</div>;
  return (
    <button type="button" class="cover-line cover-tap" onClick={onTap}>
      {inside}
      <Icon of={ArrowRight} />
    </button>
  );
}

/** Only what the cards tell: these are on the list, and no card is from them or names them. */
function Silent({ say, names }: { say: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <details class="fold">
      <summary class="small num">
        {say} {names.length}
      </summary>
      <ul class="cover-none">
        {names.map((name) => (
          <li key={name} class="tag">
            {name}
          </li>
        ))}
      </ul>
    </details>
  );
}
