/** What the groups bring: how far each is, their cards filtered and sorted, and what was set aside. */
import { t } from "../../core/client";
import { anyNews, NO_NEWS } from "./news";
import { Filters } from "./filters";
import { GroupLine, Groups } from "./groups";
import { useRoom } from "../room";
import { useDesk, type Side } from "./model";
import { Slips } from "./slips";

export function Inbox() {
  const desk = useDesk();
  const side = desk.side.value;
  return (
    <section class="inbox" data-drop="back" aria-labelledby="inbox-title">
      <Sides />
      {side === "groups" && <Groups />}
      {side === "cards" && <Cards />}
      {side === "aside" && <Aside />}
    </section>
  );
}

function Sides() {
  const desk = useDesk();
  const room = useRoom();
  const { facts } = desk;
  const board = room.boardOf.value;
  const groups = room.groups.value;
  const submitted = groups.filter((group) => board.get(group.id)?.submitted != null).length;
  const fresh = groups.filter((group) => anyNews(facts.news.value.get(group.id) ?? NO_NEWS)).length;
  const aside = facts.aside.value.length;
  const sides: [Side, string, string, string?][] = [
    ["groups", t("desk.side.groups"), t("room.of", { n: submitted, of: groups.length })],
    ["cards", t("desk.side.cards"), t("desk.shown", { n: desk.shown.value.length, of: facts.cards.value.length })],
    ["aside", t("desk.aside"), String(aside), "aside"],
  ];
  return (
    <>
      <h2 id="inbox-title" class="unseen">
        {t("desk.cards")}
      </h2>
      <div class="sides" role="group" aria-labelledby="inbox-title">
        {sides.map(([name, word, count, drop]) => (
          <button
            type="button"
            key={name}
            class="side"
            aria-pressed={desk.side.value === name}
            data-drop={drop}
            onClick={() => (desk.side.value = name)}
          >
            <span>{word}</span>
            <span class="num soft">{count}</span>
            {name === "groups" && fresh > 0 && (
              <span class="tag tag-amber num">{t("desk.changed_n", { n: fresh })}</span>
            )}
          </button>
        ))}
      </div>
    </>
  );
}

function Cards() {
  const desk = useDesk();
  const room = useRoom();
  const slips = desk.shown.value;
  const sort = desk.sort.value;
  const group = desk.group.value === null ? undefined : room.group.value.get(desk.group.value);
  return (
    <>
      <Filters />
      {group && <GroupLine group={group} />}
      {slips.length === 0 ? (
        <Empty />
      ) : (
        <Slips
          id="inbox"
          label={t("desk.cards")}
          slips={slips}
          scrolls
          byGroup={!group && (sort === "group" || sort === "result")}
          oneGroup={group !== undefined}
          showTheme={!desk.unplaced.value}
        />
      )}
    </>
  );
}

/** Nothing to see: why, and what to do about it. */
function Empty() {
  const desk = useDesk();
  const filtered = desk.filters.value > 0 || desk.find.value !== "" || desk.group.value !== null;
  const none = desk.facts.cards.value.length === 0;
  const why = none ? "desk.none_yet" : filtered || !desk.unplaced.value ? "st.no_match" : "desk.all_placed";
  return <p class="empty">{t(why)}</p>;
}

function Aside() {
  const aside = useDesk().facts.aside.value;
  return aside.length === 0 ? (
    <p class="empty">{t("desk.aside_none")}</p>
  ) : (
    <Slips id="aside" label={t("desk.aside")} slips={aside} scrolls />
  );
}
