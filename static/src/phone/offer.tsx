/* The whole room votes: offered at once wherever one is, in the line below the top, until one has been there. */
import { ArrowRight, Vote as VoteSign } from "lucide-preact";
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { store } from "../core/store";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { Icon } from "../ui/icons";
import { sum } from "./ballot";
import { lateGiven } from "./given";
import { kept, watchOpening } from "./late";
import { Steady } from "./lit";
import { round } from "./poll";
import { valuesOf } from "./values";
import { dotsOf, go, use } from "./world";

const seen = signal<string | null>(null);
const KEY = () => `ws:${use().client.code}:phone:polled`;
const seenRound = () => Number(seen.value ?? store.get(KEY()) ?? 0);

/** This round's result has been in sight. */
export function sawResult(id: number): void {
  if (seenRound() === id) return;
  seen.value = String(id);
  store.set(KEY(), String(id));
}

export function Offer({ there }: { there: boolean }) {
  const { me, workshop } = use();
  useEffect(watchOpening, []);
  const on = round.value;
  const open = on?.state === "open";
  const shut = open && workshop.value.state === "closed";
  const shown = !!on && !there && !shut && me.value.role !== "chair" && (open || seenRound() !== on.id || kept().length + lateGiven().length > 0);
  const given = shown && open ? sum(dotsOf(on)) : 0;
  const any = given > 0 || (shown && open && valuesOf(on).size > 0);
  return (
    <Steady shown={shown}>
      {shown && (
        <div class="offer">
          <Icon of={VoteSign} />
          <p class="grow small">
            <strong>{t(open ? "poll.offer" : "poll.ended")}</strong>
            {given > 0 && <span class="offer-given num">{t("poll.mine_n", { n: given })}</span>}
          </p>
          <Button look={open && !any ? "main" : "plain"} small icon={ArrowRight} onTap={() => go("vision")}>
            {t(!open ? "poll.to_result" : any ? "poll.to_change" : "poll.to_ballot")}
          </Button>
        </div>
      )}
    </Steady>
  );
}
