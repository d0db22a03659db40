/* Giving dots. The number left is always in the same place; a tap shows at once and is taken back if it is refused. */
import { computed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Round } from "../core/client";
import { lang, t } from "../core/strings";
import { Bar } from "../ui/bits";
import { Count, NONE, total } from "../ui/count";
import { give, ownBallot } from "./ballot";
import { CardFace } from "./card";
import type { Thread } from "./cards";
import { counting } from "./cluster";
import { BudgetLine, Stranded, VoteRow, whyHanded } from "./dots";
import { slate } from "./items";
import { whyNot } from "./may";
import { fileOf, Voting } from "./methods";
import { Results } from "./results";
import { spread } from "./spread";
import { clusterIds, Talk } from "./talk";
import { ThreadView, useGrowing } from "./threads";
import { talliesOf, use } from "./world";

const threads = computed(() => [...slate.value.threads.values()].flat());
const votable = computed(() => new Set(slate.value.here.map((card) => card.key)));

const subjectsOf = ({ top, members }: Thread): string[] => [top, ...members].map((card) => card.key);

export function Vote() {
  const round = current.value;
  if (!round || round.state === "waiting") return <p class="empty">{t("st.loading")}</p>;
  if (round.state === "closed") return <Results />;
  return fileOf(round) ? <Voting round={round} not={whyNot("ballot.cast")} /> : <Dots round={round} />;
}

function Dots({ round }: { round: Round }) {
  const drawn = useGrowing(threads.value.length);
  return (
    <>
      <Stranded round={round} votable={votable.value} not={whyNot("ballot.cast")} say={(n) => t("vote.stranded", { n })} />
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
const mineIn = ownBallot(current);
const tallyOf = spread(() => talliesOf(current.value));
const most = computed(() => Math.max(1, ...[...talliesOf(current.value).values()].map(total)));

function VoteCard({ thread, round }: { thread: Thread; round: Round }) {
  const { top, members } = thread;
  const { cap } = round;
  const subjects = subjectsOf(thread);
  const mine = mineIn.on(subjects);
  const not = whyHanded(round) ?? whyNot("ballot.cast");
  const full = not ?? (mine >= cap ? t("vote.cap_reached", { max: cap }) : mineIn.spent.value ? t("err.no_votes") : null);
  return (
    <CardFace card={top} members={members}>
      <Talk card={top} cluster={clusterIds(top, members)} />
      <VoteRow
        text={top.text}
        mine={mine}
        cap={cap}
        over={t("vote.laid", { n: mine, count: counting(mine, cap) })}
        not={not}
        full={full}
        onTap={(more) => give(round, subjects, more)}
      />
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
