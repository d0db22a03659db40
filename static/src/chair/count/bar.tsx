/** On the desk and at the vision's step: by which rule themes are counted, and where the whole room's vote stands. */
import { Calculator, Vote } from "lucide-preact";
import { t } from "../../core/client";
import { Button } from "../../ui/button";
import { ruleName } from "../../ui/counted";
import { useRoom } from "../room";
import { ask, visionOf } from "./state";

export function RuleButton() {
  const vision = visionOf(useRoom());
  if (!vision) return null;
  const rule = ruleName(vision.counting, vision.k);
  return (
    <Button
      look="bare"
      icon={Calculator}
      haspopup="dialog"
      label={t("count.rule_now", { rule })}
      onTap={() => ask({ what: "rule" })}
    >
      {rule}
    </Button>
  );
}

/** "Voting: 12 of 30" while it runs. */
export function PollButton({ plain }: { plain?: boolean }) {
  const room = useRoom();
  const vision = visionOf(room);
  if (!vision) return null;
  return (
    <Button
      look={plain ? "plain" : "bare"}
      icon={Vote}
      haspopup="dialog"
      class={vision.polling ? "poll-on" : ""}
      onTap={() => ask({ what: "poll" })}
    >
      {vision.polling ? t("poll.running", { n: vision.voted, all: vision.floor }) : t("poll.title")}
    </Button>
  );
}

/** Where the chair stands at the vision's step; while a vote runs, at any. */
export function VisionBar() {
  const room = useRoom();
  const vision = visionOf(room);
  const step = room.steps.value.find((one) => one.id === room.workshop.value?.step);
  if (!vision || (step?.kind !== "vision" && !vision.polling)) return null;
  return (
    <section class="panel row-apart visionbar" aria-labelledby="visionbar">
      <h2 id="visionbar">{t("desk.themes")}</h2>
      <span class="row">
        <RuleButton />
        <PollButton plain />
      </span>
    </section>
  );
}
