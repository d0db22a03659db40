/* Why a thing cannot be done now, as a sentence: asked only after the rules said no. */
import { t } from "../core/strings";
import type { Subject } from "../core/client";
import type { Shown } from "./cards";
import { use } from "./world";

/** Null when the command may be given to the subject now; otherwise the reason in the person's language. */
export function why(command: string, subject?: Subject): string | null {
  const { client, workshop, board } = use();
  if (client.may(command, subject)) return null;
  if (workshop.value.state === "closed") return t("err.closed");
  if (board.value?.locked) return t("err.locked");
  const phases = Object.values(client.rules.value[command] ?? {}).flat();
  if (board.value && phases.length && !phases.includes(board.value.phase)) return t("err.wrong_phase");
  return t("err.not_allowed");
}

/** A card on the board, in the words the rules use. */
export function about(card: Shown): Subject {
  const { board } = use();
  return {
    group: board.value?.group ?? null,
    phase: board.value?.phase ?? "open",
    locked: board.value?.locked ?? false,
    mine: card.mine,
    hidden: card.hidden,
  };
}
