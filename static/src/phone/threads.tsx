/* The cards by kind, each with what says the same folded under it, and what answers it hanging below. */
import { CornerDownRight } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { lang, t } from "../core/strings";
import { Icon } from "../ui/icons";
import { answersTo, type CardKind, KINDS, kindOf } from "../ui/kinds";
import { CardView } from "./card";
import { alone, type BoardView, shownCards, type Thread } from "./cards";
import { whole } from "./jump";
import { phaseNow } from "./may";
import { strayRemarks } from "./remarks";
import { StrayReply } from "./talk";

export function Sections({ view, only }: { view: BoardView; only: CardKind | "all" }) {
  const lists = KINDS.filter((kind) => only === "all" || only === kind).map((kind) => ({
    kind,
    threads: only === "all" ? view.threads.get(kind)! : alone(view, kind),
  }));
  let room = useGrowing(lists.reduce((sum, { threads }) => sum + threads.length, 0));
  return (
    <>
      {lists.map(({ kind, threads }) => {
        if (!threads.length) return null;
        const { head, word } = kindOf(kind);
        const drawn = threads.slice(0, Math.max(0, room));
        room -= threads.length;
        return (
          <section key={kind} class="section" aria-label={t(head)}>
            <h2 class="section-head">
              {t(only === "all" ? head : word)} <span class="soft num">{threads.length}</span>
            </h2>
            <ul class="cards">
              {drawn.map((thread) => (
                <li class="thread" key={thread.top.key}>
                  {only === "all" ? <Same thread={thread} /> : <Apart thread={thread} />}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

/** A screenful at once, the rest a few at a time behind it: on an old phone 300 cards take a second to make. */
const FIRST = 12;
const MORE = 36;

/** How many of `total` threads to draw now. */
export function useGrowing(total: number): number {
  const [n, setN] = useState(FIRST);
  const all = n >= total || whole.value;
  useEffect(() => {
    if (all) return;
    // After a frame and not before it, so that a tap in between is answered first.
    let calm: ReturnType<typeof setTimeout>;
    const frame = requestAnimationFrame(() => (calm = setTimeout(() => setN(n + MORE))));
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(calm);
    };
  }, [n, all]);
  return all ? total : n;
}

/** A card, and under it what answers it, a list for each kind. */
export function ThreadView({ thread, draw }: { thread: Thread; draw: (thread: Thread) => ComponentChildren }) {
  return (
    <>
      {draw(thread)}
      {answersTo(thread.top.kind).map((kind) => {
        const answers = thread.answers.filter(({ top }) => top.kind === kind);
        if (!answers.length) return null;
        const label = t(kindOf(kind).answers!.list);
        return (
          <div key={kind} class="answers">
            <p class="answers-label small" aria-hidden="true">
              <Icon of={CornerDownRight} />
              {label} <span class="num">{answers.length > 1 ? answers.length : ""}</span>
            </p>
            <ul aria-label={label}>
              {answers.map((answer) => (
                <li key={answer.top.key}>
                  <ThreadView thread={answer} draw={draw} />
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </>
  );
}

const view = ({ top, members }: Thread) => <CardView card={top} members={members} />;

/** Draws a thread again only when something in it changed: a board of 300 must not shiver at each new card. */
function Same({ thread }: { thread: Thread }) {
  return useMemo(() => <ThreadView thread={thread} draw={view} />, [thread, lang.value]);
}

function Apart({ thread: { top, members } }: { thread: Thread }) {
  return useMemo(() => <CardView card={top} members={members} apart />, [top, members.map((one) => one.key).join(), lang.value]);
}

/** Outside writing, what came back or still waits has a place of its own, so that no words are ever out of sight. */
export function Unsent({ replies }: { replies?: boolean }) {
  const all = shownCards();
  const cards = replies ? [] : all.filter((card) => !card.card || card.state === "refused");
  // Under what the table does not see, and while it writes, there are no replies to stand among.
  const talked = phaseNow() === "write" ? [] : all.filter(({ hidden, pending }) => !hidden && !pending);
  const stray = strayRemarks(new Set(talked.flatMap(({ card }) => card?.id ?? [])));
  if (!cards.length && !stray.length) return null;
  return (
    <section class="section" aria-label={t("board.unsent")}>
      <h2 class="section-head">{t("board.unsent")}</h2>
      <ul class="cards">
        {cards.map((card) => (
          <li key={card.key}>
            <CardView card={card} />
          </li>
        ))}
        {stray.map((one) => (
          <li key={one.key}>
            <StrayReply of={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}
