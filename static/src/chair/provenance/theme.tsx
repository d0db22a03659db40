/** A theme backwards: its tables, their cards, and how much stands behind each. */
import { Projector } from "lucide-preact";
import { lang, t, type Theme, type Vision } from "../../core/client";
import { both } from "../../ui/bits";
import { Button } from "../../ui/button";
import { Clarified } from "../../ui/clarified";
import { GroupSign } from "../../ui/marks";
import { ThemeNumber } from "../../ui/number";
import { photosAt } from "../../ui/photos/of";
import { act } from "../act";
import { ask, visionOf } from "../count/state";
import { useRoom } from "../room";
import { groupName } from "../words";
import { ClarifyButton } from "./clarify";
import { originOf } from "./facts";
import { CardLine, useTraces } from "./line";

export function ThemePage({ theme }: { theme: Theme }) {
  const room = useRoom();
  const traces = useTraces();
  const origin = originOf(room, theme.id);
  const sources = origin.tables.flatMap((table) => table.sources);
  const replies = sources.reduce((sum, one) => sum + traces.of(one.card).replies.length, 0);
  const photos = sources.reduce(
    (sum, one) => sum + photosAt({ board: room.boardOf.value.get(one.group)?.id ?? 0, card: one.card }).length,
    0,
  );
  const other = lang.value === "lo" ? "en" : "lo";
  const second = theme.title[other];
  return (
    <>
      <div class="trail-theme" style={{ "--hue": `var(--group-${theme.colour % 8})` }}>
        <h3>{both(theme.title)}</h3>
        {second && second !== both(theme.title) && (
          <p class="soft" lang={other}>
            {second}
          </p>
        )}
        <ThemeNumber
          theme={theme}
          vision={visionOf(room)}
          title={both(theme.title)}
          onTap={() => ask({ what: "theme", theme: theme.id })}
        />
        <p class="row small soft num">
          <span>{t("desk.cards_n", { n: sources.length })}</span>
          {origin.merged > 0 && <span>{t("trail.merged_n", { n: origin.merged })}</span>}
          {replies > 0 && <span>{t("reply.n", { n: replies })}</span>}
          {photos > 0 && <span>{t("trail.photos_n", { n: photos })}</span>}
        </p>
      </div>
      <Clarified of={theme.key} langs="both" />
      <div class="row">
        <OnScreen theme={theme} />
        <ClarifyButton of={theme.key} />
      </div>
      {sources.length === 0 && <p class="empty">{t("desk.theme_empty")}</p>}
      {origin.tables.map(({ group, sources: cards }) => (
        <section key={group.id} class="stack-tight" aria-label={groupName(group)}>
          <h4 class="trail-table">
            <GroupSign group={group}>
              <span>{groupName(group)}</span>
            </GroupSign>
          </h4>
          <ul class="trail-cards">
            {cards.map((source) => (
              <li key={source.id}>
                <CardLine of={source} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {origin.silent.length > 0 && sources.length > 0 && (
        <p class="row small soft">
          <span>{t("trail.silent")}</span>
          {origin.silent.map((group) => (
            <GroupSign key={group.id} group={group} />
          ))}
        </p>
      )}
    </>
  );
}

/** The screens show this theme alone with its cards; or all of them again. */
function OnScreen({ theme }: { theme: Theme }) {
  const { client } = useRoom();
  const vision: Vision | undefined = client.all("vision").value[0];
  const shown = vision?.theme === theme.id;
  const why = theme.parked ? t("trail.parked") : !client.may("vision.show") && t("err.wrong_phase");
  return (
    <Button
      icon={Projector}
      why={why}
      pressed={shown}
      onTap={() => void act(client, "vision.show", { theme: shown ? null : theme.id })}
    >
      {t(shown ? "trail.show_all" : "trail.show")}
    </Button>
  );
}
