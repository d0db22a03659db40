/** The merge desk: what the groups bring beside the themes it becomes. Tap, drag and keys do the same things. */
import { Keyboard, Undo2 } from "lucide-preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { t } from "../../core/client";
import { Button } from "../../ui/button";
import { useRoom } from "../room";
import { undoLast } from "../undo";
import { PickedBar } from "./bar";
import { Ghost, listen } from "./drag";
import { Inbox } from "./inbox";
import { pressed } from "./keys";
import { enterDesk, openDesk } from "./model";
import { DeskSheets } from "./sheets";
import { Themes } from "./themes";

export function Desk() {
  const room = useRoom();
  const desk = useMemo(() => enterDesk(openDesk(room)), [room]);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => listen(root.current!, desk), [desk]);
  // On the page, not the desk: after a tap on nothing the keyboard belongs to the body.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && pressed(desk, event)) event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [desk]);
  return (
    <>
      <div class="desk" ref={root}>
        <Inbox />
        <Themes>
          <Button look="bare" icon={Undo2} onTap={() => undoLast(room)}>
            {t("history.undo_last")}
          </Button>
          <Button look="bare" icon={Keyboard} haspopup="dialog" onTap={() => (desk.asking.value = { what: "keys" })}>
            {t("keys.title")}
          </Button>
        </Themes>
        <PickedBar />
        <Ghost desk={desk} />
      </div>
      <DeskSheets />
    </>
  );
}
