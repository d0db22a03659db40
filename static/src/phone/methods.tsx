/*
 * How a phone draws a vote, by its method. Dots are here at once; each other method is a file of its own, fetched as soon
 * as a round of it is seen, so that a network lost later takes nothing away.
 */
import { effect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import methodsStyle from "../../css/methods.css?later";
import type { Round } from "../core/client";
import { t } from "../core/strings";
import type { Method } from "../methods/types";
import { type MethodName, methodOf, questionOf } from "../methods/wire";
import { Both } from "../ui/bits";
import { SavedMark } from "../ui/marks";
import { style } from "../ui/style";
import { HandedIn, whyHanded } from "./dots";
import { itemsOf } from "./items";
import { Failed, later, type LaterParts } from "./later";
import { onTheirWay, put, safetyOf, valuesOf } from "./values";
import { talliesOf, use } from "./world";

const looks = later(async () => {
  await style(methodsStyle);
  return { looks: true };
});
const FILES: Partial<Record<MethodName, LaterParts<"method", Method>>> = {
  rank: later(async () => ({ method: (await import("../methods/rank")).rank })),
  rate: later(async () => ({ method: (await import("../methods/rate")).rate })),
};

/** Its file, where the method has one; dots have none. */
export const fileOf = (round: Round | undefined) => round && FILES[methodOf(round)];

/** From now on: the file of every method that any round here has is fetched. */
export function watchMethods(): () => void {
  return effect(() => {
    for (const round of use().client.all("round").value) bring(round);
  });
}
function bring(round: Round): void {
  const file = fileOf(round);
  if (!file) return;
  file.load();
  looks.load();
}

/** The method once it is here; else what to show meanwhile. */
export function useMethod(round: Round): { method: Method } | { meanwhile: preact.JSX.Element } {
  const file = fileOf(round);
  useEffect(() => bring(round), [round]);
  const [got, look] = [file?.state.value, looks.state.value];
  if (got === "failed" || look === "failed") return { meanwhile: <Failed /> };
  if (!got || got === "coming" || !look || look === "coming") return { meanwhile: <p class="empty">{t("st.loading")}</p> };
  return { method: got.method };
}

interface VotingProps {
  round: Round;
  not: string | null;
}

/** The ballot on a phone: at the table, or of the whole room. */
export function Voting({ round, not }: VotingProps) {
  const it = useMethod(round);
  if ("meanwhile" in it) return it.meanwhile;
  const { Ballot, standing } = it.method;
  const handed = whyHanded(round);
  const items = itemsOf(round);
  const values = valuesOf(round);
  const question = questionOf(round);
  return (
    <div class={round.board === null ? "stack" : "part stack wide"}>
      {question && <Both of={question} as="h2" />}
      {handed && <HandedIn round={round} />}
      {items.length === 0 ? (
        <p class="empty">{t(round.board === null ? "poll.no_themes" : "vote.no_cards")}</p>
      ) : (
        <Ballot
          round={round}
          items={items}
          values={values}
          not={handed ?? not}
          safety={safetyOf(round, values)}
          give={(given) => put(round, given)}
        />
      )}
      <Dock say={standing({ round, items, values })} round={round} any={values.size > 0} />
    </div>
  );
}

/** The one number that matters, where it is for dots as well; and whether all is safe. */
function Dock({ say, round, any }: { say: string; round: Round; any: boolean }) {
  const states = onTheirWay().map((item) => item.state.value);
  const going = states.includes("waiting") || states.includes("sending");
  return (
    <div class="dock budget">
      <p class="strong num" role="status">
        {say}
      </p>
      {any && !going ? (
        <SavedMark state="saved" say={t("poll.all_saved")} />
      ) : (
        <span class="soft small">{t(states.includes("waiting") ? "st.waiting" : round.live ? "vote.is_live" : "vote.is_secret")}</span>
      )}
    </div>
  );
}

/** What it came to, once told. */
export function Told({ round, present, voted }: { round: Round; present: number; voted: number | null }) {
  const it = useMethod(round);
  if ("meanwhile" in it) return it.meanwhile;
  const { Result } = it.method;
  return <Result round={round} items={itemsOf(round)} tallies={talliesOf(round)} present={present} voted={voted} />;
}
