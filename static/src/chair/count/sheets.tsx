/** The sheets on counting, one at a time. */
import { t } from "../../core/client";
import { Button } from "../../ui/button";
import { Counted } from "../../ui/counted";
import { Sheet } from "../../ui/sheet";
import { useRoom } from "../room";
import { PollPage } from "./poll";
import { RulePage } from "./rule";
import { ask, asked, visionOf } from "./state";
import { closing } from "../../ui/close";

export function CountSheets() {
  const it = asked.value;
  const vision = visionOf(useRoom());
  if (!it) return null;
  const close = closing(asked, it, undefined);
  const title = t(it.what === "poll" ? "poll.title" : it.what === "rule" ? "count.title" : "count.how");
  // Each stage of the vote is a page: what was pressed is gone with the one before, and the keyboard goes on in the next.
  const stage = it.what === "poll" ? [vision?.round, vision?.polling, vision?.counting, it.again].join() : "";
  return (
    <Sheet title={title} onClose={close} page={it.what + stage}>
      {it.what === "theme" && <One theme={it.theme} />}
      {it.what === "rule" && <RulePage onDone={close} />}
      {it.what === "poll" && <PollPage again={!!it.again} />}
    </Sheet>
  );
}

/** How one theme's number came about. */
function One({ theme: id }: { theme: number }) {
  const room = useRoom();
  const vision = visionOf(room);
  const theme = room.theme.value.get(id);
  if (!vision || !theme) return <p class="empty">{t("trail.gone")}</p>;
  const tally = room.client.all("tally").value.find((one) => one.round === vision.round && one.subject === theme.key);
  return (
    <Counted
      theme={theme}
      vision={vision}
      sources={room.sourcesOf.value.get(id) ?? []}
      groups={room.groups.value}
      tally={tally}
    >
      <div class="row">
        <Button haspopup="dialog" onTap={() => ask({ what: "rule" })}>
          {t("count.choose")}
        </Button>
        <Button haspopup="dialog" onTap={() => ask({ what: "poll" })}>
          {t("poll.title")}
        </Button>
      </div>
    </Counted>
  );
}
