/** The groups, one line each: what they handed in and when, what is new since one looked, how much has its theme. */
import { Check } from "lucide-preact";
import { lang, t, type Group } from "../../core/client";
import { Bar, both } from "../../ui/bits";
import { Button } from "../../ui/button";
import { GroupSign } from "../../ui/marks";
import { useRoom } from "../room";
import { groupName, hour } from "../words";
import { newsOfGroup } from "./facts";
import { anyNews, type News } from "./news";
import { useDesk } from "./model";

export function Groups() {
  const groups = useRoom().groups.value;
  if (groups.length === 0) return <p class="empty">{t("room.no_groups")}</p>;
  return (
    <ul class="desk-groups">
      {groups.map((group) => (
        <Line key={group.id} group={group} />
      ))}
    </ul>
  );
}

function Line({ group }: { group: Group }) {
  const desk = useDesk();
  const room = useRoom();
  const { facts } = desk;
  const cards = facts.byGroup.value.get(group.id) ?? [];
  const placeOf = facts.placeOf.value;
  const done = cards.filter((card) => placeOf(card.id) !== undefined).length;
  const open = () => {
    facts.begin(group.id);
    desk.group.value = group.id;
    desk.side.value = "cards";
  };
  const written = room.progressOf.value.get(group.id)?.cards ?? 0;
  return (
    <li>
      <button type="button" class="desk-group" onClick={open}>
        <span class="desk-group-name">
          <GroupSign group={group}>
            <strong>{groupName(group)}</strong>
          </GroupSign>
        </span>
        <State group={group} />
        <span class="desk-group-done num soft">
          {cards.length > 0 ? t("desk.done", { n: done, of: cards.length }) : t("desk.cards_n", { n: written })}
          <Bar value={done} most={Math.max(1, cards.length)} />
        </span>
        <Changes news={newsOfGroup(facts, group.id)} />
      </button>
    </li>
  );
}

/** Handed in, for the which time and when; or where the group is with it. */
function State({ group }: { group: Group }) {
  const room = useRoom();
  const board = room.boardOf.value.get(group.id);
  const number = useDesk().facts.results.value.get(group.id)?.at(-1)?.number ?? 0;
  if (!board) return null;
  if (board.submitted === null) return <span class="tag">{t(`phase.${board.phase}`)}</span>;
  return (
    <span class="tag tag-accent num">
      <Check class="icon" strokeWidth={2} aria-hidden="true" />
      {number > 1
        ? t("desk.handed_nth", { n: number, time: hour(board.submitted) })
        : t("desk.handed", { time: hour(board.submitted) })}
    </span>
  );
}

/** What is new, in a few words; nothing where nothing is. */
function Changes({ news }: { news: News }) {
  if (!anyNews(news)) return null;
  const counts = { new: 0, words: 0, votes: 0 };
  for (const change of news.changes.values()) counts[change]++;
  const said = [
    counts.new > 0 && t("desk.news.new", { n: counts.new }),
    counts.words > 0 && t("desk.news.words", { n: counts.words }),
    counts.votes > 0 && t("desk.news.votes", { n: counts.votes }),
    news.removed > 0 && t("desk.news.removed", { n: news.removed }),
    news.moved && t("desk.news.moved"),
    news.summary && t("desk.news.summary"),
  ].filter((one): one is string => one !== false);
  return (
    <span class="desk-news num">
      {said.map((one) => (
        <span key={one} class="tag tag-amber">
          {one}
        </span>
      ))}
    </span>
  );
}

/** Above a group's cards: where it stands, its own words, and the marks that one may take off by having looked. */
export function GroupLine({ group }: { group: Group }) {
  const desk = useDesk();
  const { facts } = desk;
  const news = newsOfGroup(facts, group.id);
  const result = facts.results.value.get(group.id)?.at(-1);
  const summary = both(result?.summary);
  return (
    <div class="desk-of">
      <p class="row">
        <GroupSign group={group}>
          <strong>{groupName(group)}</strong>
        </GroupSign>
        <State group={group} />
        <Changes news={news} />
      </p>
      {summary && (
        <p class="desk-summary lines" lang={result?.summary[lang.value] ? undefined : lang.value === "lo" ? "en" : "lo"}>
          {summary}
        </p>
      )}
      {anyNews(news) && (
        <p class="row">
          {news.changes.size > 0 && (
            <Button small pressed={desk.changed.value} onTap={() => (desk.changed.value = !desk.changed.value)}>
              {t("desk.only_changed")}
            </Button>
          )}
          <Button
            small
            onTap={() => {
              facts.look(group.id);
              desk.changed.value = false;
            }}
          >
            {t("desk.looked")}
          </Button>
        </p>
      )}
    </div>
  );
}
