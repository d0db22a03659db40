/** What the groups bring: every visible card of every board, filtered and sorted. */
import { Search } from "lucide-preact";
import { t, type Id } from "../../core/client";
import { KINDS, kindOf } from "../../ui/kinds";
import { useRoom } from "../room";
import { groupName } from "../words";
import { useDesk, type Sort } from "./model";
import { Slips } from "./slips";

const SORTS: Sort[] = ["group", "votes", "newest"];

export function Inbox() {
  const desk = useDesk();
  const room = useRoom();
  const slips = desk.shown.value;
  const votes = room.votes.value;
  const total = room.card.value.size;
  return (
    <section class="inbox" data-drop="back" aria-labelledby="inbox-title">
      <div class="desk-head">
        <h2 id="inbox-title">{t("desk.cards")}</h2>
        <span class="soft num">{t("desk.shown", { n: slips.length, of: total })}</span>
      </div>
      <Filters />
      {slips.length === 0 ? (
        <p class="empty">{total === 0 ? t("desk.none_yet") : t(desk.unplaced.value ? "desk.all_placed" : "st.no_match")}</p>
      ) : (
        <Slips
          id="inbox"
          label={t("desk.cards")}
          slips={slips}
          votes={(slip) => votes.get(slip.id)}
          byGroup={desk.sort.value === "group"}
          showTheme={!desk.unplaced.value}
        />
      )}
    </section>
  );
}

function Filters() {
  const desk = useDesk();
  const room = useRoom();
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
      <Pick
        id="desk-group"
        label={t("group.one")}
        value={desk.group.value ?? ""}
        of={[["", t("desk.all_groups")], ...room.groups.value.map((g): [Id, string] => [g.id, groupName(g)])]}
        onPick={(value) => (desk.group.value = value ? Number(value) : null)}
      />
      <Pick
        id="desk-kind"
        label={t("desk.kind")}
        value={desk.kind.value ?? ""}
        of={[["", t("desk.all_kinds")], ...KINDS.map((kind): [string, string] => [kind, t(kindOf(kind).word)])]}
        onPick={(value) => (desk.kind.value = value || null)}
      />
      <Pick
        id="desk-sort"
        label={t("act.sort")}
        value={desk.sort.value}
        of={SORTS.map((sort): [string, string] => [sort, t(`desk.sort.${sort}`)])}
        onPick={(value) => (desk.sort.value = value as Sort)}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={desk.unplaced.value}
          onChange={(event) => (desk.unplaced.value = event.currentTarget.checked)}
        />
        {t("desk.unplaced")}
      </label>
    </div>
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
