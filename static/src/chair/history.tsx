/** What was done, by whom and when, newest first; each step with its way back. */
import { Undo2 } from "lucide-preact";
import { signal } from "@preact/signals";
import { t, type Deed } from "../core/client";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { useRoom } from "./room";
import { deeds, doer, redo, undo } from "./undo";
import { hour, sayDeed } from "./words";

export const historyOpen = signal(false);

export function History() {
  const room = useRoom();
  if (!historyOpen.value) return null;
  const all = [...deeds(room)].reverse().slice(0, 200);
  return (
    <Sheet title={t("view.history")} onClose={() => (historyOpen.value = false)}>
      {all.length === 0 && <p class="empty">{t("history.empty")}</p>}
      <ol class="history">
        {all.map((deed) => (
          <li key={deed.id} class={deed.undone ? "deed deed-undone" : "deed"}>
            <span class="num soft">{hour(deed.at)}</span>
            <span class="grow">
              {sayDeed(room, deed)} <span class="soft small">{doer(room, deed)}</span>{" "}
              {deed.undone && <span class="tag">{t("history.undone")}</span>}
            </span>
            <Turn deed={deed} />
          </li>
        ))}
      </ol>
    </Sheet>
  );
}

/** The way back, or forward again. */
function Turn({ deed }: { deed: Deed }) {
  const room = useRoom();
  const what = sayDeed(room, deed);
  if (deed.undone)
    return (
      <Button small look="bare" label={t("history.redo_what", { what })} onTap={() => void redo(room, deed.id)}>
        {t("history.redo")}
      </Button>
    );
  return (
    <Button small icon={Undo2} label={t("history.undo_what", { what })} onTap={() => void undo(room, deed.id)}>
      {t("history.undo")}
    </Button>
  );
}
