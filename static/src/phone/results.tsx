/* What the vote came to: most dots first, with counts and bars; earlier rounds stay at hand. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Round } from "../core/client";
import { t } from "../core/strings";
import { Bar } from "../ui/bits";
import { Choices } from "../ui/choice";
import { byWeight, Count, NONE, total } from "../ui/count";
import { useStill } from "../ui/still";
import { Answers } from "./answers";
import { CardFace } from "./card";
import { type BoardView, boardView, type Shown, shownCards, type Thread } from "./cards";
import { counting, laid } from "./cluster";
import { fileOf, Told } from "./methods";
import { clusterIds, Talk } from "./talk";
import { Sections } from "./threads";
import { dotsOf, talliesOf, use } from "./world";

export function Results() {
  const { rounds, client, progress } = use();
  const [number, setNumber] = useState<number | null>(null);
  const view = boardView(shownCards().filter(({ card, hidden, pending }) => card && !hidden && !pending));
  const round = rounds.value.find((one) => one.number === number) ?? rounds.value[0];
  if (!round) return <Sections view={view} only="all" />;
  const hands = client.all("hands").value.find(({ id }) => id === round.id);
  return (
    <section class="section" aria-label={t("view.results")}>
      <h2 class="section-head">{t("view.results")}</h2>
      {hands && <p class="explain soft small num">{t("vote.hands_present", { n: hands.present })}</p>}
      {round === rounds.value[0] && !!progress.value?.handed && (
        <p class="explain soft small num">{t("vote.handed_in", { n: progress.value.handed })}</p>
      )}
      {round.late && (
        <p class="explain small" role="status">
          {t("vote.late")}
        </p>
      )}
      {rounds.value.length > 1 && (
        <div class="part">
          <Choices
            name="round"
            label={t("vote.round")}
            hideLabel
            value={round.number}
            of={[...rounds.value].reverse().map((one) => ({ value: one.number, say: t("vote.round_n", { n: one.number }) }))}
            onPick={setNumber}
          />
        </div>
      )}
      {fileOf(round) ? (
        <div class="part">
          <Told round={round} present={progress.value?.people ?? 0} voted={round === rounds.value[0] ? (progress.value?.voters ?? 0) : null} />
        </div>
      ) : (
        <ByDots round={round} view={view} />
      )}
    </section>
  );
}

function ByDots({ round, view }: { round: Round; view: BoardView }) {
  const tallies = talliesOf(round);
  const of = (card: Shown) => tallies.get(card.key) ?? NONE;
  const most = Math.max(1, ...[...tallies.values()].map(total));
  const ranked = flat([...view.threads.values()].flat()).sort(
    (a, b) => byWeight(of(a.top), of(b.top)) || a.top.card!.id - b.top.card!.id,
  );
  const heads = new Map(ranked.flatMap(({ top, members }) => [top, ...members].map((one) => [one.card!.id, top])));
  return (
      <InOrder ranked={ranked} view={String(round.number)}>
        {({ top, members }) => (
          <li key={top.key}>
            <Answers to={top.answers === null ? undefined : heads.get(top.answers)} />
            <CardFace card={top} members={members}>
              <Talk card={top} cluster={clusterIds(top, members)} />
              <div class="tally">
                <Bar value={total(of(top))} most={most} />
                <Count of={of(top)} class="strong" />
                <Mine round={round} subjects={[top, ...members].map((one) => one.key)} />
              </div>
            </CardFace>
          </li>
        )}
      </InOrder>
  );
}

/** A late hand count moves no card from under a finger. */
function InOrder(p: { ranked: readonly Thread[]; view: string; children: (thread: Thread) => ComponentChildren }) {
  const { list, hand } = useStill(p.ranked, (thread) => thread.top.key, p.view);
  return (
    <ol class="cards" {...hand}>
      {list.map(p.children)}
    </ol>
  );
}

const flat = (threads: Thread[]): Thread[] => threads.flatMap((one) => [one, ...flat(one.answers)]);

function Mine({ round, subjects }: { round: Round; subjects: string[] }) {
  const mine = laid(dotsOf(round), subjects);
  if (!mine) return null;
  const count = counting(mine, round.cap);
  return (
    <span class="tag tag-accent num">
      {mine > count ? t("vote.laid", { n: mine, count }) : t("vote.mine", { n: mine })}
    </span>
  );
}
