/* Votes that left this phone after the vote was closed: kept here, and sent by themselves if the chair opens it again. */
import { Clock3 } from "lucide-preact";
import { effect, untracked } from "@preact/signals";
import type { OutboxItem } from "../core/client";
import { t } from "../core/strings";
import { both } from "../ui/bits";
import { Button } from "../ui/button";
import { Icon } from "../ui/icons";
import { lateGiven } from "./given";
import { round, themes } from "./poll";
import { late } from "./refusals";
import { sent } from "./sent";
import { use } from "./world";

/** What is kept, of whatever round. */
export const kept = (): OutboxItem<"ballot.cast">[] => sent("ballot.cast").filter(late);

let watching = false;

/** Only the opening itself sends them: a refusal may be here before the word that the vote was closed. */
export function watchOpening(): void {
  if (watching) return;
  watching = true;
  let before: { id: number; state: string } | undefined;
  effect(() => {
    const now = round.value;
    const opened = now?.state === "open" && before?.id === now.id && before.state !== "open";
    before = now && { id: now.id, state: now.state };
    if (opened) untracked(() => sendAgain(now.id));
  });
}

function sendAgain(id: number): void {
  for (const item of kept()) if (item.data.round === id) use().client.retry(item.id);
  for (const item of lateGiven()) if (item.data.round === id) use().client.retry(item.id);
}

export function Late() {
  const items = kept();
  const others = lateGiven();
  const on = round.value;
  if (!items.length && !others.length) return null;
  const rounds = [...items.map(({ data }) => data.round), ...others.map((item) => item.data.round)];
  const again = on?.state === "open" && rounds.includes(on.id);
  const titleOf = (subject: string) => both(themes.value.find(({ key }) => key === subject)?.title);
  return (
    <section class="panel stack-tight late" role="alert">
      <p>
        <Icon of={Clock3} />
        {t("poll.late")}
      </p>
      <ul>
        {items.map((item) => (
          <li key={item.id} class="num">
            {[titleOf(item.data.subject), t("vote.count", { n: item.data.dots })].filter(Boolean).join(": ")}
          </li>
        ))}
        {others.map((item) => (
          <li key={item.id}>{Object.keys(item.data.values).map(titleOf).filter(Boolean).join("; ")}</li>
        ))}
      </ul>
      <div class="row">
        {again && (
          <Button look="main" onTap={() => sendAgain(on!.id)}>
            {t("act.send")}
          </Button>
        )}
        <Button onTap={() => [...items, ...others].forEach((item) => use().client.dismiss(item.id))}>{t("poll.let_go")}</Button>
      </div>
    </section>
  );
}
