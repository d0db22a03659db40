/* A group's result, drawn once for all: the leader's preview, the chair's sheet and the table's phones show the same. */
import { ArrowDownUp, Layers, type LucideIcon, Minus, Pencil, Plus, RefreshCw } from "lucide-preact";
import { lang, t } from "../core/strings";
import type { Lang, Submission, Text } from "../core/types";
import { Clarified } from "./clarified";
import { Count, countWord } from "./count";
import { Icon } from "./icons";
import { KindMark } from "./marks";
import { Photos } from "./photos/grid";
import { usePlace } from "./photos/of";
import type { Line, Outcome } from "./outcome";

export function Result({ of, marks }: { of: Outcome; marks?: boolean }) {
  return (
    <div class="result stack">
      <Summary of={of} marks={marks ?? false} />
      {marks && of.moved && (
        <p>
          <Mark icon={ArrowDownUp} say={t("result.moved")} />
        </p>
      )}
      {of.cards.length === 0 ? (
        <p class="soft">{t("result.no_cards")}</p>
      ) : (
        <>
          {!of.picked && <p class="soft small">{t("result.by_votes")}</p>}
          <ol class="result-cards">
            {of.cards.map((one, i) => (
              <li key={one.id}>
                <ResultCard of={one} number={i + 1} marks={marks ?? false} />
              </li>
            ))}
          </ol>
        </>
      )}
      {marks && of.removed.length > 0 && (
        <section class="stack-tight">
          <p>
            <Mark icon={Minus} say={t("result.removed")} />
          </p>
          <ul class="result-cards">
            {of.removed.map((one) => (
              <li key={one.id}>
                <del class="result-gone" lang={one.lang}>
                  {one.text}
                </del>
              </li>
            ))}
          </ul>
        </section>
      )}
      {of.missing > 0 && <p class="soft small num">{t("result.missing", { n: of.missing })}</p>}
      {of.others.length > 0 && (
        <details class="fold">
          <summary>{t("result.others", { n: of.others.length })}</summary>
          <ul class="result-cards">
            {of.others.map((one) => (
              <li key={one.id}>
                <ResultCard of={one} marks={marks ?? false} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** Whose votes a result handed in tells. Who was sent out since counts no more, and is said to be left out. */
export function Voters({ of }: { of: Submission["people"] }) {
  if (!of) return null;
  const { voters, handed, left_out } = of;
  const said = [
    t("poll.voted_n", { n: voters }),
    handed > 0 && t("vote.handed_in", { n: handed }),
    left_out > 0 && t("result.left_out", { n: left_out }),
  ].filter(Boolean);
  return (
    <p class="result-facts soft small num">
      {said.map((one, i) => (
        <span key={i}>{one}</span>
      ))}
    </p>
  );
}

/** The reader's own language first; the other one below it. */
function Summary({ of, marks }: { of: Outcome; marks: boolean }) {
  const said = spoken(of.summary);
  const before = of.before && spoken(of.before);
  if (!said.length && !(marks && before)) return null;
  return (
    <div class="result-summary stack-tight">
      {said.map(([which, text]) => (
        <p key={which} lang={which} class="lines">
          {text}
        </p>
      ))}
      {marks && before && (
        <>
          <p>
            <Mark icon={Pencil} say={t(said.length ? "result.summary_changed" : "result.summary_gone")} />
          </p>
          {before.length > 0 && (
            <details class="fold">
              <summary>{t("result.summary_before")}</summary>
              {before.map(([which, text]) => (
                <p key={which} lang={which} class="lines soft">
                  {text}
                </p>
              ))}
            </details>
          )}
        </>
      )}
    </div>
  );
}

const spoken = (text: Text): [Lang, string][] =>
  (lang.value === "lo" ? (["lo", "en"] as const) : (["en", "lo"] as const)).flatMap((which) =>
    text[which] ? [[which, text[which]]] : [],
  );

/** One card of the result. What it answers stands above it, as the pair that they are. */
function ResultCard({ of, number, marks }: { of: Line; number?: number; marks?: boolean }) {
  return (
    <article class="result-card" data-kind={of.kind}>
      {number !== undefined && <span class="result-n num">{number}</span>}
      <div class="result-body">
        {of.answers && (
          <div class="result-asked" data-kind={of.answers.kind}>
            <KindMark kind={of.answers.kind} />
            <p lang={of.answers.lang}>{of.answers.text}</p>
          </div>
        )}
        <div class={of.answers ? "result-answer" : undefined}>
          <KindMark kind={of.kind} />
          <p class="result-text" lang={of.lang}>
            {of.text}
          </p>
          <Pictures of={of} />
          <Clarified of={`card:${of.id}`} />
        </div>
        <p class="result-facts">
          <Count of={of} class="strong" />
          {of.merged > 0 && (
            <span class="tag">
              <Icon of={Layers} />
              {t("result.merged", { n: of.merged + 1 })}
            </span>
          )}
          {marks && of.added && <Mark icon={Plus} say={t("result.added")} />}
          {marks && of.was && <Mark icon={RefreshCw} say={t("result.was", { count: countWord(of.was) })} />}
        </p>
      </div>
    </article>
  );
}

function Pictures({ of }: { of: Line }) {
  const { photos } = usePlace({ board: of.board, card: of.id });
  return <Photos of={photos} />;
}

/** What changed, in words beside its sign: colour alone says nothing to some. */
function Mark({ icon, say }: { icon: LucideIcon; say: string }) {
  return (
    <span class="tag tag-amber result-mark">
      <Icon of={icon} />
      {say}
    </span>
  );
}
