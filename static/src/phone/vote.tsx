/* Giving dots. The number left is always in the same place; a tap shows at once and is taken back if it is refused. */
import { Minus, Plus, Undo2 } from "lucide-preact";
import { computed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Round } from "../core/client";
import { lang, t } from "../core/strings";
import { Bar } from "../ui/bits";
import { Button } from "../ui/button";
import { Count, NONE, total } from "../ui/count";
import { CardFace } from "./card";
import { type BoardView, boardView, shownCards, type Thread } from "./cards";
import { counting, laid, oneLess, oneMore, stranded } from "./cluster";
import { whyNot } from "./may";
import { Results } from "./results";
import { sent } from "./sent";
import { spread } from "./spread";
import { clusterIds, Talk } from "./talk";
import { ThreadView, useGrowing } from "./threads";
import { dotsOf, talliesOf, use } from "./world";

let last: BoardView | undefined;
/** What may be voted on: what the table sees, and of those that say the same only the head. */
const slate = computed(() => {
  const cards = shownCards().filter(({ card, hidden, pending }) => card && !hidden && !pending);
  return (last = boardView(cards, last));
});
const threads = computed(() => [...slate.value.threads.values()].flat());
const votable = computed(() => new Set(slate.value.here.map((card) => card.key)));

const subjectsOf = ({ top, members }: Thread): string[] => [top, ...members].map((card) => card.key);

export function Vote() {
  const round = current.value;
  const drawn = useGrowing(threads.value.length);
  if (!round || round.state === "waiting") return <p class="empty">{t("st.loading")}</p>;
  if (round.state === "closed") return <Results />;
  return (
    <>
      <Stranded round={round} />
      {threads.value.length === 0 && <p class="empty">{t("vote.no_cards")}</p>}
      <ul class="cards cards-first">
        {threads.value.slice(0, drawn).map((thread) => (
          <li class="thread" key={thread.top.key}>
            <Votable thread={thread} round={round} />
          </li>
        ))}
      </ul>
      <BudgetLine round={round} />
    </>
  );
}

/** Draws a thread again only when something in it changed; each card asks for its own numbers. */
function Votable({ thread, round }: { thread: Thread; round: Round }) {
  const draw = (one: Thread) => <VoteCard thread={one} round={round} />;
  return useMemo(() => <ThreadView thread={thread} draw={draw} />, [thread, round, lang.value]);
}

/** Asked by every card, worked out once. */
const current = computed(() => use().rounds.value[0]);
const spent = computed(() => {
  const budget = current.value?.budget ?? null;
  return budget !== null && budget <= sum(dotsOf(current.value));
});
const dotsOn = spread(() => dotsOf(current.value));
const tallyOf = spread(() => talliesOf(current.value));
const most = computed(() => Math.max(1, ...[...talliesOf(current.value).values()].map(total)));

/** Each asks for its own numbers alone: one tap among 300 cards draws one again. */
function VoteCard({ thread, round }: { thread: Thread; round: Round }) {
  const { top, members } = thread;
  const subjects = subjectsOf(thread);
  const mine = subjects.reduce((n, one) => n + (dotsOn(one) ?? 0), 0);
  const not = whyNot("ballot.cast");
  const full = not ?? (mine >= round.cap ? t("vote.cap_reached", { max: round.cap }) : spent.value ? t("err.no_votes") : null);
  const text = top.text;
  return (
    <CardFace card={top} members={members}>
      <Talk card={top} cluster={clusterIds(top, members)} />
      <div class="vote">
        <Dots mine={counting(mine, round.cap)} cap={round.cap} />
        {mine > round.cap && <span class="vote-over small num">{t("vote.laid", { n: mine, count: counting(mine, round.cap) })}</span>}
        {mine > 0 && (
          <Button icon={Minus} why={not} label={t("vote.take_one", { text })} onTap={() => give(round, subjects, false)}>
            {round.cap === 1 && t("vote.take")}
          </Button>
        )}
        {(mine === 0 || round.cap > 1) && (
          <Button
            look={mine ? "plain" : "main"}
            icon={Plus}
            why={full}
            label={t("vote.give_one", { text })}
            onTap={() => give(round, subjects, true)}
          >
            {mine === 0 && t("vote.verb")}
          </Button>
        )}
      </div>
      {round.live && <Running subject={top.key} />}
    </CardFace>
  );
}

function Running({ subject }: { subject: string }) {
  const of = tallyOf(subject) ?? NONE;
  return (
    <div class="tally">
      <Bar value={total(of)} most={total(of) && most.value} />
      <Count of={of} class="small" />
    </div>
  );
}

/** With the first dot the buttons change places: the second half of a double tap must not undo the first half, ms. */
const DOUBLE = 400;
let moved = { head: "", more: false, at: -DOUBLE };

function give(round: Round, subjects: string[], more: boolean): void {
  const at = performance.now();
  const head = subjects[0]!;
  if (moved.head === head && moved.more !== more && at - moved.at < DOUBLE) return;
  const dots = dotsOf(round);
  moved = { head: laid(dots, subjects) - (more ? 0 : 1) === 0 ? head : "", more, at };
  const wish = more ? oneMore(dots, subjects) : oneLess(dots, subjects);
  if (wish) cast(round, ...wish);
}

/** Absolute numbers: a cast still waiting for the same card is out of date and makes way. */
function cast(round: Round, subject: string, dots: number): void {
  const { client } = use();
  for (const item of sent("ballot.cast"))
    if (item.data.subject === subject && item.state.value === "waiting") client.dismiss(item.id);
  client.post("ballot.cast", { round: round.id, subject, dots });
}

export function Dots({ mine, cap }: { mine: number; cap: number }) {
  return (
    <span class="dots">
      <span class="unseen">{t("vote.mine", { n: mine })}</span>
      {cap <= 6 ? (
        Array.from({ length: cap }, (_, i) => <span key={i} class={i < mine ? "dot dot-on" : "dot"} aria-hidden="true" />)
      ) : (
        <span class="strong num" aria-hidden="true">
          {mine}
        </span>
      )}
    </span>
  );
}

/** A card that was hidden or taken back keeps the dots laid on it, until their owner takes them. */
function Stranded({ round }: { round: Round }) {
  const lost = stranded(dotsOf(round), votable.value);
  if (!lost.length) return null;
  return (
    <div class="part">
      <div class="panel row-apart">
        <p class="small num">{t("vote.stranded", { n: sum(new Map(lost)) })}</p>
        <Button small icon={Undo2} why={whyNot("ballot.cast")} onTap={() => lost.forEach(([subject]) => cast(round, subject, 0))}>
          {t("vote.take")}
        </Button>
      </div>
    </div>
  );
}

const sum = (dots: ReadonlyMap<string, number>) => [...dots.values()].reduce((all, n) => all + n, 0);

/** The one number that matters while voting, at the bottom, where the composer was. */
export function BudgetLine({ round }: { round: Round }) {
  const used = sum(dotsOf(round));
  const left = round.budget === null ? null : Math.max(0, round.budget - used);
  const waiting = sent("ballot.cast").some((item) => item.state.value === "waiting");
  return (
    <div class="dock budget">
      <p class="strong num" role="status">
        {left === null ? t("vote.given", { n: used }) : left ? t("vote.left", { n: left }) : t("vote.none_left")}
      </p>
      <span class="soft small">{waiting ? t("st.waiting") : t(round.live ? "vote.is_live" : "vote.is_secret")}</span>
    </div>
  );
}
