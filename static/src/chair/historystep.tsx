/** One step of the history: when, what it did, and its way back or forth. */
import { History as Past, Redo2, Undo2 } from "lucide-preact";
import { t, type Deed } from "../core/client";
import { Button } from "../ui/button";
import { askBack } from "./rewind";
import { useRoom } from "./room";
import { Told } from "./told";
import { redo, undo } from "./undo";
import { hour, sayDeed } from "./words";

export function Step({ deed }: { deed: Deed }) {
  return (
    <li class={deed.undone ? "deed deed-undone" : "deed"}>
      <span class="num soft">{hour(deed.at)}</span>
      <Told deed={deed} />
      {!deed.note && <Turn deed={deed} />}
    </li>
  );
}

function Turn({ deed }: { deed: Deed }) {
  const room = useRoom();
  const what = sayDeed(room, deed);
  if (deed.undone)
    return (
      <Button small look="bare" icon={Redo2} label={t("history.redo_what", { what })} onTap={() => void redo(room, deed.id)}>
        {t("history.redo")}
      </Button>
    );
  return (
    <span class="deed-turns">
      <Button small look="bare" icon={Undo2} label={t("history.undo_what", { what })} onTap={() => void undo(room, deed.id)}>
        {t("history.undo")}
      </Button>
      <Button
        small
        look="bare"
        icon={Past}
        haspopup="dialog"
        label={t("history.back_what", { what })}
        onTap={() => void askBack(room, deed.id)}
      >
        {t("history.back")}
      </Button>
    </span>
  );
}
