/** The whole room's vote on the themes, as the chair runs it: opened, watched, closed, read, and counted by. */
import { useSignal } from "@preact/signals";
import { Play, RotateCcw, Square } from "lucide-preact";
import { t, type Round, type Vision } from "../../core/client";
import { ChooseMethod, MethodFields } from "../../methods/choose";
import { type How, howOf, howSent, wrongHow } from "../../methods/how";
import { OTHERS } from "../../methods/all";
import type { Item } from "../../methods/types";
import { givesPlaces, methodOf, questionOf } from "../../methods/wire";
import { both } from "../../ui/bits";
import { Button } from "../../ui/button";
import { Choices } from "../../ui/choice";
import { byRule, figure, ofWhom } from "../../ui/number";
import { useStill } from "../../ui/still";
import { Stepper } from "../../ui/stepper";
import { act } from "../act";
import { type Room, useRoom } from "../room";
import { Row } from "./row";
import { asIf, ask, asked, pollOf, visionOf, whyNot } from "./state";

export function PollPage({ again }: { again: boolean }) {
  const room = useRoom();
  const vision = visionOf(room);
  const round = pollOf(room);
  if (!vision) return null;
  if (vision.polling) return <Running vision={vision} round={round} />;
  if (vision.round === null || again) return <Open />;
  return <Closed vision={vision} round={round} />;
}

function Open() {
  const room = useRoom();
  const before = pollOf(room);
  const n = room.themes.value.length;
  const set = useSignal({
    budget: before ? before.budget : 3,
    cap: before?.cap ?? 1,
    live: before?.live ?? false,
  });
  const change = (more: Partial<typeof set.value>) => (set.value = { ...set.value, ...more });
  const { budget, cap, live } = set.value;
  const how = useSignal(howOf(before));
  const changeHow = (more: Partial<How>) => (how.value = { ...how.value, ...more });
  const dots = how.value.method === "dots";
  const lacks = wrongHow(how.value);
  const items = room.themes.value.map(({ key, title }) => ({ key, text: both(title) }));
  const open = async (event: Event) => {
    event.preventDefault();
    const done = await act(room.client, "poll.open", { ...(dots ? set.value : {}), ...howSent(how.value) });
    if (!done.refused && asked.peek()?.what === "poll") ask({ what: "poll" });
  };
  return (
    <form class="stack" onSubmit={(event) => void open(event)}>
      <p class={n === 0 ? "strong" : "soft"}>{n === 0 ? t("poll.open_none") : t("poll.open_say", { n })}</p>
      <ChooseMethod name="poll" how={how.value} items={items} onChange={changeHow} />
      {dots && <>
      <Choices
        name="poll-limit"
        label={t("lead.budget")}
        value={budget === null ? "free" : "count"}
        of={[
          { value: "count", say: t("lead.budget_some") },
          { value: "free", say: t("lead.budget_free") },
        ]}
        onPick={(kind) => change({ budget: kind === "free" ? null : (before?.budget ?? 3) })}
      />
      {budget !== null && (
        <Stepper label={t("lead.budget_n")} value={budget} least={1} most={50} onSet={(n) => change({ budget: n })} />
      )}
      <Stepper label={t("poll.cap")} value={cap} least={1} most={20} onSet={(n) => change({ cap: n })} />
      {budget !== null && n > 0 && budget > n * cap && (
        <p class="tag-amber poll-idle num" role="status">
          {t("poll.idle", { n: n * cap, themes: n })}
        </p>
      )}
      <Choices
        name="poll-live"
        label={t("lead.live")}
        value={live ? "live" : "after"}
        of={[
          { value: "after", say: t("lead.live_after") },
          { value: "live", say: t("lead.live_now") },
        ]}
        onPick={(when) => change({ live: when === "live" })}
      />
      </>}
      <MethodFields name="poll" how={how.value} items={items} onChange={changeHow} />
      <div class="row">
        <Button look="main" icon={Play} submit why={n === 0 ? t("poll.open_none") : lacks ? t(lacks) : whyNot(room, "poll.open")}>
          {t("poll.open")}
        </Button>
      </div>
    </form>
  );
}

function Progress({ vision }: { vision: Vision }) {
  const all = vision.floor; // all who may vote, counted where the votes are
  return (
    <div class="poll-progress stack-tight">
      <p class="strong num" role="status">
        {t("poll.voted_of", { n: vision.voted, all })}
      </p>
      {vision.handed > 0 && <p class="soft small num">{t("vote.handed_in", { n: vision.handed })}</p>}
      <progress value={vision.voted} max={Math.max(1, all)} aria-label={t("poll.voted_of", { n: vision.voted, all })} />
    </div>
  );
}

function Running({ vision, round }: { vision: Vision; round: Round | undefined }) {
  const room = useRoom();
  return (
    <div class="stack">
      <Progress vision={vision} />
      {round && givesPlaces(round) && <p class="soft small">{t("method.by", { method: t(`method.name.${methodOf(round)}`) })}</p>}
      {round && !givesPlaces(round) && (
        <p class="row soft small num">
          <span>
            {t("lead.budget_n")}: {round.budget ?? t("lead.budget_free")}
          </span>
          <span>
            {t("poll.cap")}: {round.cap}
          </span>
          <span>
            {t("lead.live")}: {t(round.live ? "lead.live_now" : "lead.live_after")}
          </span>
        </p>
      )}
      {round?.live && <Result vision={vision} />}
      <p class="soft">{t("poll.close_say")}</p>
      <div class="row rules-do">
        <Button
          look="main"
          icon={Square}
          why={whyNot(room, "poll.close")}
          onTap={() => void act(room.client, "poll.close", {})}
        >
          {t("poll.close")}
        </Button>
      </div>
    </div>
  );
}

function Closed({ vision, round }: { vision: Vision; round: Round | undefined }) {
  const room = useRoom();
  const places = round && OTHERS[methodOf(round)] ? round : undefined;
  // Places are no number of a theme's: by them nothing is counted, and the board keeps the rule it has.
  const by = !places && vision.chosen === "fresh";
  return (
    <div class="stack">
      <p class="strong">{t("poll.ended")}</p>
      {places ? <Places round={places} vision={vision} /> : <Result vision={vision} />}
      {(by || vision.telling) && <p role="status">{t(by ? "poll.counted_by" : "poll.telling")}</p>}
      <p class="soft small">{t("poll.resume_say")}</p>
      <div class="row">
        <Button icon={Play} why={whyNot(room, "poll.resume")} onTap={() => void act(room.client, "poll.resume", {})}>
          {t("poll.resume")}
        </Button>
        <Button icon={RotateCcw} why={whyNot(room, "poll.open")} onTap={() => ask({ what: "poll", again: true })}>
          {t("poll.again")}
        </Button>
      </div>
      {((!by && !places) || vision.telling) && (
        <div class="row rules-do">
          {!by && !places && (
            <Button
              look="main"
              why={whyNot(room, "vision.count")}
              onTap={() => void act(room.client, "vision.count", { rule: "fresh", k: vision.k })}
            >
              {t("poll.count_by")}
            </Button>
          )}
          {vision.telling && (
            <Button why={whyNot(room, "poll.put_away")} onTap={() => void act(room.client, "poll.put_away", {})}>
              {t("poll.take_down")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** Of a vote by places: themes and cards alike, as its method tells them. */
function Places({ round, vision }: { round: Round; vision: Vision }) {
  const room = useRoom();
  const { Result: Drawn } = OTHERS[methodOf(round)]!;
  const tallies = new Map(room.client.all("tally").value.filter((one) => one.round === round.id).map((one) => [one.subject, one]));
  const question = questionOf(round);
  return (
    <section class="stack-tight" aria-labelledby="poll-result">
      <h3 id="poll-result">{question ? both(question) : t("poll.result")}</h3>
      <Drawn round={round} items={itemsIn(room)} tallies={tallies} present={vision.floor} voted={vision.voted} />
    </section>
  );
}

const NOTHING = () => null;
function itemsIn(room: Room): Item[] {
  const themes = room.themes.value.map(({ key, joined, title }) => ({ key, keys: [key, ...joined.map((id) => `theme:${id}`)], text: both(title), draw: NOTHING }));
  const cards = room.client.all("source").value.map(({ card, text, lang }) => ({ key: `card:${card}`, keys: [`card:${card}`], text, lang, draw: NOTHING }));
  return [...themes, ...cards];
}

/** The themes, most votes first, whatever rule the board is counted by. */
function Result({ vision }: { vision: Vision }) {
  const room = useRoom();
  const fresh = asIf(vision, "fresh");
  const { list: themes, hand } = useStill([...room.themes.value].sort(byRule(fresh)), (theme) => theme.id);
  if (themes.length === 0) return <p class="empty">{t("poll.no_themes")}</p>;
  return (
    <section class="stack-tight" aria-labelledby="poll-result">
      <h3 id="poll-result">{t("poll.result")}</h3>
      <p class="soft small num">{ofWhom(figure(themes[0]!, fresh))}</p>
      <ol class="rules-would num" {...hand}>
        {themes.map((theme) => (
          <Row key={theme.id} theme={theme} vision={fresh} />
        ))}
      </ol>
    </section>
  );
}
