/* The way back from a step; and when others have built on it since, which they are and the offer to take all of them back. */
import { signal } from "@preact/signals";
import type { Command, Deed, Id } from "../core/client";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { timeText } from "../ui/dates";
import { deedWords } from "../ui/deedwords";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { use } from "../phone/world";
import { deedsHere, doer, names } from "./desk/fate";
import { give } from "./give";
import { closing } from "../ui/close";

interface Standing {
  deed: Id;
  later: readonly Id[];
}
const builtOn = signal<Standing | null>(null);

export async function undo(deed: Id, asked?: Standing): Promise<void> {
  const together = asked !== undefined;
  const reply = await use().client.send("deed.undo", { deed, ...(together ? { together } : {}) });
  if (reply.refused === "built_on") {
    builtOn.value = { deed, later: reply.deeds ?? [] };
    return;
  }
  if (asked) closing(builtOn, asked, null)();
  if (reply.refused !== undefined) toast(reply.say);
  else toast(t("history.undone"), { label: t("history.redo"), act: () => redo(deed) });
}

export const redo = (deed: Id): void => void give("deed.redo", { deed });

/**
 * Before a step is made: what takes that one back, and no other of its name. Asked at the tap, when the step has long
 * come back from the server; from an old toast it may be undone already, and then nothing is touched.
 */
export function wayBack(name: Command): () => void {
  const since = Math.max(0, ...use().client.all("deed").peek().map((deed) => deed.id));
  const me = use().me.peek().person;
  return () => {
    const made = deedsHere().find((deed) => deed.id > since && deed.name === name && deed.by === me);
    if (made && !made.undone) void undo(made.id);
    else toast(t("history.nothing"));
  };
}

/** On the page once. */
export function BuiltOn() {
  const asked = builtOn.value;
  if (!asked) return null;
  const later = deedsHere().filter((deed: Deed) => asked.later.includes(deed.id));
  const close = closing(builtOn, asked, null);
  return (
    <Sheet title={t("history.built_on")} onClose={close}>
      <p>{t("history.built_on_say", { n: asked.later.length })}</p>
      <ul class="people">
        {later.map((deed) => (
          <li key={deed.key}>
            {deedWords(deed, names)}
            <br />
            <span class="soft small num">{t("lead.by", { time: timeText(deed.at), name: doer(deed) })}</span>
          </li>
        ))}
      </ul>
      <Button look="main" wide onTap={() => void undo(asked.deed, asked)}>
        {t("history.undo_together", { n: asked.later.length + 1 })}
      </Button>
      <Button wide onTap={close}>
        {t("history.leave")}
      </Button>
    </Sheet>
  );
}
