/** Search and filters. The common ones are in sight; the others unfold, and say by their number that they are on. */
import { Search, SlidersHorizontal } from "lucide-preact";
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { t, type Id } from "../../core/client";
import { both } from "../../ui/bits";
import { Button } from "../../ui/button";
import { KINDS, kindOf } from "../../ui/kinds";
import { useRoom } from "../room";
import { groupName } from "../words";
import { useDesk } from "./model";
import { SORTS, type Sort, type Wish } from "./sieve";

const TOPS = [1, 3, 5, 10];

export function Filters() {
  const desk = useDesk();
  const room = useRoom();
  const more = useSignal(desk.filters.peek() > 0);
  const on = desk.filters.value;
  return (
    <div class="filters">
      <label class="filter-find">
        <span class="unseen">{t("act.search")}</span>
        <Search class="icon" strokeWidth={1.5} aria-hidden="true" />
        <input
          id="desk-find"
          class="input"
          type="search"
          placeholder={t("act.search")}
          value={desk.find.value}
          onInput={(event) => (desk.find.value = event.currentTarget.value)}
        />
      </label>
      <Button icon={SlidersHorizontal} expanded={more.value} onTap={() => (more.value = !more.value)} class="filter-more">
        {on > 0 ? t("desk.filters_n", { n: on }) : t("act.filter")}
      </Button>
      <Pick
        id="desk-group"
        label={t("group.one")}
        value={desk.group.value ?? ""}
        of={[["", t("desk.all_groups")], ...room.groups.value.map((g): [Id, string] => [g.id, groupName(g)])]}
        onPick={(value) => (desk.group.value = value ? Number(value) : null)}
      />
      <Pick
        id="desk-sort"
        label={t("act.sort")}
        value={desk.sort.value}
        of={SORTS.filter((sort) => sort !== "newest" || room.workshop.value?.named).map((sort): [string, string] => [sort, t(`desk.sort.${sort}`)])}
        onPick={(value) => (desk.sort.value = value as Sort)}
      />
      <Check on={desk.unplaced.value} onTap={(on) => (desk.unplaced.value = on)}>
        {t("desk.unplaced")}
      </Check>
      {more.value && <MoreFilters />}
    </div>
  );
}

function MoreFilters() {
  const desk = useDesk();
  return (
    <div class="filters-more" role="group" aria-label={t("act.filter")}>
      <Pick
        id="desk-kind"
        label={t("desk.kind")}
        value={desk.kind.value ?? ""}
        of={[["", t("desk.all_kinds")], ...KINDS.map((kind): [string, string] => [kind, t(kindOf(kind).word)])]}
        onPick={(value) => (desk.kind.value = value || null)}
      />
      <Pick
        id="desk-top"
        label={t("desk.top")}
        value={desk.top.value}
        of={[["0", t("desk.top_any")], ...TOPS.map((n): [number, string] => [n, t("desk.top_n", { n })])]}
        onPick={(value) => (desk.top.value = Number(value))}
      />
      <Organisation />
      <Check on={desk.chosen.value} onTap={(on) => (desk.chosen.value = on)}>
        {t("desk.chosen_only")}
      </Check>
      <Check on={desk.changed.value} onTap={(on) => (desk.changed.value = on)}>
        {t("desk.only_changed")}
      </Check>
      {desk.filters.value > 0 && (
        <Button small onTap={desk.clearFilters}>
          {t("desk.no_filters")}
        </Button>
      )}
    </div>
  );
}

/** Whom a card concerns: a sort of organisation, one of them, or none named. */
function Organisation() {
  const desk = useDesk();
  const orgs = [...desk.facts.orgs.value.values()].sort((a, b) => a.position - b.position);
  const kinds = [...new Set(orgs.map((org) => org.kind))].filter(Boolean);
  const value = desk.org.value;
  const read = (said: string): Wish["org"] =>
    said === "" ? null : /^\d+$/.test(said) ? Number(said) : (said as Wish["org"]);
  return (
    <select
      id="desk-org"
      class="input"
      aria-label={t("desk.org")}
      value={value === null ? "" : String(value)}
      onChange={(event) => (desk.org.value = read(event.currentTarget.value))}
    >
      <option value="">{t("desk.org_any")}</option>
      <option value="none">{t("desk.org_none")}</option>
      {kinds.length > 1 && (
        <optgroup label={t("c.sector")}>
          {kinds.map((kind) => (
            <option key={kind} value={`kind:${kind}`}>
              {t(KNOWN_KINDS.includes(kind) ? `org.kind.${kind}` : "org.kind.other")}
            </option>
          ))}
        </optgroup>
      )}
      {orgs.length > 0 && (
        <optgroup label={t("desk.org")}>
          {orgs.map((org) => (
            <option key={org.id} value={String(org.id)}>
              {both(org)}
            </option>
          ))}
        </optgroup>
      )}
    </select>
  );
}

/** As workshop/features/agenda/organisations_2022.csv names them. */
const KNOWN_KINDS = ["ministry", "equivalent", "organiser", "partner", "other"];

function Check(p: { on: boolean; onTap: (on: boolean) => void; children: ComponentChildren }) {
  return (
    <label class="check">
      <input type="checkbox" checked={p.on} onChange={(event) => p.onTap(event.currentTarget.checked)} />
      {p.children}
    </label>
  );
}

interface PickProps {
  id: string;
  label: string;
  value: string | number;
  of: [string | number, string][];
  onPick: (value: string) => void;
}

function Pick(p: PickProps) {
  return (
    <select
      id={p.id}
      class="input"
      aria-label={p.label}
      value={String(p.value)}
      onChange={(event) => p.onPick(event.currentTarget.value)}
    >
      {p.of.map(([value, say]) => (
        <option key={value} value={String(value)}>
          {say}
        </option>
      ))}
    </select>
  );
}
