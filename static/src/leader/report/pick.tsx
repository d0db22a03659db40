/* The table's cards, most votes first: a tap picks one for the result. The list itself never moves under the finger. */
import { ArrowDownWideNarrow, Plus } from "lucide-preact";
import { useState } from "preact/hooks";
import { t } from "../../core/strings";
import { byWeight, Count } from "../../ui/count";
import { Icon } from "../../ui/icons";
import { KindMark } from "../../ui/marks";
import { type Entry, TOP } from "../../ui/outcome";
import { toast } from "../../ui/toast";
import { Button } from "../../ui/button";
import { useStill } from "../../ui/still";
import { use } from "../../phone/world";
import { why } from "../../phone/why";
import { arrange, entries, picked, toggle } from "./model";

const QUICK = 5;

export function Pick() {
  const [all, setAll] = useState(false);
  const { list: ranked, stale, sort, hand } = useStill(
    entries().sort((a, b) => byWeight(a, b) || a.card.id - b.card.id),
    (entry) => entry.card.id,
  );
  const order = picked();
  const not = why("board.arrange", use().board.value ?? undefined);
  // A picked card stays in sight wherever it ranks.
  const drawn = all ? ranked : ranked.filter((entry, i) => i < TOP || order.includes(entry.card.id));
  const first = ranked.slice(0, QUICK).map((entry) => entry.card.id);
  return (
    <section class="stack-tight report-pick" aria-labelledby="report-pick">
      <h3 id="report-pick">{t("report.pick")}</h3>
      <p class="soft small">{t("report.pick_say")}</p>
      {ranked.length === 0 && <p class="soft">{t("result.no_cards")}</p>}
      <div class="stack-tight" {...hand}>
      {/* Its room is always there: what is below must not move when it comes. */}
      <p class="report-stale" role="status">
        {stale && (
          <Button small icon={ArrowDownWideNarrow} onTap={sort}>
            {t("report.sort_now")}
          </Button>
        )}
      </p>
      <ul class="report-list">
        {drawn.map((entry) => (
          <li key={entry.card.id}>
            <PickRow entry={entry} at={order.indexOf(entry.card.id)} not={not} />
          </li>
        ))}
      </ul>
      </div>
      {drawn.length < ranked.length && <Button onTap={() => setAll(true)}>{t("report.show_all", { n: ranked.length })}</Button>}
      {order.length === 0 && ranked.length > QUICK && (
        <Button why={not} onTap={() => void arrange(first)}>
          {t("report.take_first", { n: QUICK })}
        </Button>
      )}
    </section>
  );
}

function PickRow({ entry, at, not }: { entry: Entry; at: number; not: string | null }) {
  const { card } = entry;
  const on = at >= 0;
  return (
    <button
      type="button"
      class="pick-row"
      data-kind={card.kind}
      aria-pressed={on}
      aria-disabled={not ? "true" : undefined}
      onClick={() => (not ? toast(not) : toggle(card.id))}
    >
      <span class="pick-box num" aria-hidden="true">
        {on ? at + 1 : <Icon of={Plus} />}
      </span>
      <span class="grow">
        <span class="pick-text" lang={card.lang}>
          {card.text}
        </span>
        <span class="pick-facts">
          <KindMark kind={card.kind} />
          <Count of={entry} />
        </span>
      </span>
    </button>
  );
}
