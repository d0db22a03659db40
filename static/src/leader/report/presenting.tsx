/* Presenting from the leader's device: start, and then this device is the remote until it is stopped. */
import { Projector } from "lucide-preact";
import { useEffect } from "preact/hooks";
import type { Presentation } from "../../core/client";
import { t } from "../../core/strings";
import { both } from "../../ui/bits";
import { Button } from "../../ui/button";
import { Remote } from "../../ui/remote";
import { Sheet } from "../../ui/sheet";
import { use } from "../../phone/world";
import { why } from "../../phone/why";
import { give } from "../give";
import { useClose } from "../../ui/close";

/** Kept on the device: after a reload or a sleep the remote is there again, on the device that held it. */
const held = () => use().client.draft("report.remote");

export function Presenting() {
  const { client } = use();
  const board = use().board.value!;
  const group = use().group.value;
  const shown = client.one<Presentation>(`presentation:${board.id}`).value;
  const not = why("board.present", board);
  const other = client.all("presentation").value.find((one) => one.board !== board.id);
  const close = useClose(() => (held().value = ""));
  const begin = async () => {
    if (!shown && !(await give("board.present", { board: board.id, on: true }))) return;
    // Whoever is at another sheet by now finds the remote here; over a field it would take the keys.
    if (!document.querySelector("dialog[open]")) held().value = "held";
  };
  const stop = async () => {
    held().value = "";
    await give("board.present", { board: board.id, on: false }, { say: t("present.stopped") });
  };
  // Ended from elsewhere, or while this device slept: the next presentation is somebody's own to hold.
  useEffect(() => {
    if (!shown) held().value = "";
  }, [!shown]);
  return (
    <section class={`stack-tight ${shown ? "report-live" : "report-present"}`} aria-label={t("present.title")}>
      {shown && <p class="strong">{t("present.on_screen")}</p>}
      {!shown && <p class="soft small">{t(other ? "present.other" : "present.say")}</p>}
      <Button wide look={shown ? "main" : "plain"} icon={Projector} why={not} haspopup="dialog" onTap={() => void begin()}>
        {t(shown ? "present.remote" : "present.start")}
      </Button>
      {shown && held().value && (
        <Sheet full title={t("present.of", { group: both(group?.name) })} onClose={close}>
          <Remote
            keys
            client={client}
            board={board}
            shown={shown}
            why={why("board.spotlight", board)}
            onStop={() => void stop()}
          />
        </Sheet>
      )}
    </section>
  );
}
