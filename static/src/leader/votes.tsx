/* How the table votes, until the first dot is given; and voting again. */
import { RefreshCw } from "lucide-preact";
import { useState } from "preact/hooks";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { Choices } from "../ui/choice";
import { Wrong } from "../ui/field";
import { Stepper } from "../ui/stepper";
import { toast } from "../ui/toast";
import { ChooseMethod, MethodFields } from "../methods/choose";
import { type How, howOf, howSent, sameHow, wrongHow } from "../methods/how";
import { cardItems } from "../phone/items";
import { use } from "../phone/world";
import { why } from "../phone/why";
import { give } from "./give";
import { wayBack } from "./undo";

export function VoteSettings() {
  const { board, rounds, client, workshop } = use();
  const round = rounds.value[0];
  const now = {
    budget: round ? round.budget : workshop.value.budget,
    cap: round?.cap ?? workshop.value.cap,
    live: round?.live ?? false,
  };
  const was = howOf(round);
  const [asked, setAsked] = useState<Partial<typeof now>>({});
  const [wrong, setWrong] = useState<string | null>(null);
  const [askedHow, setAskedHow] = useState<Partial<How>>({});
  const set = { ...now, ...asked };
  const how = { ...was, ...askedHow };
  const dots = how.method === "dots";
  const ofDots = dots && (set.budget !== now.budget || set.cap !== now.cap || set.live !== now.live);
  const changed = ofDots || !sameHow(how, was);
  const not = why("round.set", board.value);
  const items = cardItems();
  const change = (part: Partial<typeof now>) => {
    setAsked({ ...asked, ...part });
    setWrong(null);
  };
  const changeHow = (part: Partial<How>) => {
    setAskedHow({ ...askedHow, ...part });
    setWrong(null);
  };
  const save = async () => {
    const lacks = wrongHow(how);
    if (lacks) return setWrong(t(lacks));
    const back = wayBack("round.set");
    const reply = await client.send("round.set", { board: board.value!.id, ...(dots ? set : {}), ...howSent(how) });
    if (reply.refused !== undefined) return setWrong(reply.say);
    setAsked((now) => (now === asked ? {} : now)); // what was changed since is not saved yet
    setAskedHow((now) => (now === askedHow ? {} : now));
    toast(t("st.saved"), { label: t("act.undo"), act: back });
  };
  return (
    <section class="panel stack" aria-labelledby="desk-votes">
      <h2 id="desk-votes">{round ? t("lead.voting_n", { n: round.number }) : t("lead.voting")}</h2>
      <ChooseMethod name="desk" how={how} items={items} onChange={changeHow} />
      {dots && <>
      <Choices
        name="limit"
        label={t("lead.budget")}
        value={set.budget === null ? "free" : "count"}
        of={[
          { value: "count", say: t("lead.budget_some") },
          { value: "free", say: t("lead.budget_free") },
        ]}
        onPick={(kind) => change({ budget: kind === "free" ? null : (now.budget ?? workshop.value.budget ?? 5) })}
      />
      {set.budget !== null && (
        <Stepper label={t("lead.budget_n")} value={set.budget} least={1} most={50} onSet={(budget) => change({ budget })} />
      )}
      <Stepper label={t("lead.cap")} value={set.cap} least={1} most={20} onSet={(cap) => change({ cap })} />
      <Choices
        name="live"
        label={t("lead.live")}
        value={set.live ? "live" : "after"}
        of={[
          { value: "after", say: t("lead.live_after") },
          { value: "live", say: t("lead.live_now") },
        ]}
        onPick={(when) => change({ live: when === "live" })}
      />
      </>}
      <MethodFields name="desk" how={how} items={items} onChange={changeHow} />
      <Wrong id="desk-votes-wrong" say={wrong} />
      <Button wide look={changed ? "main" : "plain"} why={not ?? (changed ? null : t("lead.nothing_changed"))} onTap={() => void save()}>
        {t("act.save")}
      </Button>
      <div class="stack-tight">
        <Button
          wide
          icon={RefreshCw}
          why={why("round.rerun", board.value)}
          onTap={() => void give("round.rerun", { board: board.value!.id }, { say: t("lead.did_rerun"), undo: wayBack("round.rerun") })}
        >
          {t("lead.rerun")}
        </Button>
        <p class="soft small">{t("lead.rerun_say")}</p>
      </div>
    </section>
  );
}
