/* What the whole room's vote came to: most first, one's own dots beside it; a tap goes to the theme below. */
import { ArrowDown } from "lucide-preact";
import type { Round } from "../core/client";
import { t } from "../core/strings";
import { Bar, Both } from "../ui/bits";
import { Icon } from "../ui/icons";
import { useStill } from "../ui/still";
import { counting, laid } from "./cluster";
import { wanted } from "./jump";
import { ranked, subjectsOf, themes, vision } from "./poll";
import { dotsOf } from "./world";

export function Outcome({ round }: { round: Round }) {
  const { list: rows, hand } = useStill(ranked(themes.value, ({ numbers }) => numbers.fresh), ({ theme }) => theme.id, String(round.id));
  const most = Math.max(1, ...rows.map(({ votes }) => votes));
  const dots = dotsOf(round);
  if (!rows.length) return null;
  return (
    <section class="panel stack-tight" aria-labelledby="poll-result">
      <h2 id="poll-result">{t("poll.title")}</h2>
      <p class="soft num">{t("poll.voted_n", { n: vision.value?.voted ?? 0 })}</p>
      {!!vision.value?.handed && <p class="soft small num">{t("vote.handed_in", { n: vision.value.handed })}</p>}
      {round.late && <p role="status">{t("vote.late")}</p>}
      <ol class="outcome" {...hand}>
        {rows.map(({ theme, votes, place }) => {
          const mine = laid(dots, subjectsOf(theme));
          return (
            <li key={theme.key}>
              <button
                type="button"
                class="outcome-row"
                style={{ "--theme": `var(--group-${theme.colour % 8})` }}
                onClick={() => (wanted.value = theme.key)}
              >
                <span class="outcome-place num">{place}</span>
                <span class="grow">
                  <Both of={theme.title} />
                  <Bar value={votes} most={most} />
                  <span class="row small num">
                    <span class="strong">{t("vote.count", { n: votes })}</span>
                    {mine > 0 && <span class="tag tag-accent">{t("vote.mine", { n: counting(mine, round.cap) })}</span>}
                  </span>
                </span>
                <Icon of={ArrowDown} />
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
