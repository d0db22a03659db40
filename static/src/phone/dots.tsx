/* How dots are laid, wherever they are: on a phone at the table, on a device that goes round, by the whole room. */
import { Minus, Plus, Undo2 } from "lucide-preact";
import type { ComponentChildren } from "preact";
import type { Round } from "../core/client";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { SavedMark } from "../ui/marks";
import { toast } from "../ui/toast";
import { cast, sum } from "./ballot";
import { counting, stranded } from "./cluster";
import { sent } from "./sent";
import { dotsOf, use } from "./world";

interface VoteRowProps {
  /** What is voted on, in words, for those who hear the buttons. */
  text: string;
  mine: number;
  cap: number;
  /** Said where more is laid than counts (R12). */
  over: string | null;
  /** Why nothing can be taken back; why nothing more can be given. */
  not: string | null;
  full: string | null;
  onTap: (more: boolean) => void;
  /** How safe they are. */
  children?: ComponentChildren;
}

export function VoteRow({ text, mine, cap, over, not, full, onTap, children }: VoteRowProps) {
  return (
    <div class="vote">
      <span class="vote-mine">
        <Dots mine={counting(mine, cap)} cap={cap} />
        {children}
      </span>
      {mine > cap && <span class="vote-over small num">{over}</span>}
      {mine > 0 && (
        <Button icon={Minus} why={not} label={t("vote.take_one", { text })} onTap={() => onTap(false)}>
          {cap === 1 && t("vote.take")}
        </Button>
      )}
      {(mine === 0 || cap > 1) && (
        <Button
          look={mine ? "plain" : "main"}
          icon={Plus}
          why={full}
          label={t("vote.give_one", { text })}
          onTap={() => onTap(true)}
        >
          {mine === 0 && t("vote.verb")}
        </Button>
      )}
    </div>
  );
}

function Dots({ mine, cap }: { mine: number; cap: number }) {
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

interface StrandedProps {
  round: Round;
  votable: ReadonlySet<string>;
  not: string | null;
  say: (n: number) => string;
}

/** Why nothing can be laid here: the ballot handed in at the table's device stands until its owner begins anew. */
export const whyHanded = (round: Round): string | null =>
  use().client.all("handed").value.some((one) => one.round === round.id) ? t("err.handed_in") : null;

export function HandedIn({ round }: { round: Round }) {
  const { client } = use();
  const anew = async () => {
    const reply = await client.send("ballot.anew", { round: round.id });
    if (reply.refused !== undefined) toast(reply.say);
  };
  return (
    <div class="panel stack-tight">
      <p>{t("vote.handed")}</p>
      <Button wide icon={Undo2} onTap={() => void anew()}>
        {t("vote.anew")}
      </Button>
    </div>
  );
}

/** What is no longer shown keeps the dots laid on it, until their owner takes them. */
export function Stranded({ round, votable, not, say }: StrandedProps) {
  if (whyHanded(round)) return <HandedIn round={round} />;
  const lost = stranded(dotsOf(round), votable);
  if (!lost.length) return null;
  return (
    <div class="panel row-apart stranded">
      <p class="small num">{say(sum(new Map(lost)))}</p>
      <Button small icon={Undo2} why={not} onTap={() => lost.forEach(([subject]) => cast(round, subject, 0))}>
        {t("vote.take")}
      </Button>
    </div>
  );
}

/** The one number that matters while voting, at the bottom, where the composer was. `safe` says so once all are. */
export function BudgetLine({ round, safe }: { round: Round; safe?: boolean }) {
  const used = sum(dotsOf(round));
  const left = round.budget === null ? null : Math.max(0, round.budget - used);
  const states = sent("ballot.cast").map((item) => item.state.value);
  const going = states.includes("waiting") || states.includes("sending");
  return (
    <div class="dock budget">
      <p class="strong num" role="status">
        {left === null ? t("vote.given", { n: used }) : left ? t("vote.left", { n: left }) : t("vote.none_left")}
      </p>
      {safe && used > 0 && !going ? (
        <SavedMark state="saved" say={t("poll.all_saved")} />
      ) : (
        <span class="soft small">
          {t(states.includes("waiting") ? "st.waiting" : round.live ? "vote.is_live" : "vote.is_secret")}
        </span>
      )}
    </div>
  );
}
