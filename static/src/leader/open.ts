/* Why the leader cannot do a thing on this board now: the rules' answer, then what is closed on purpose. */
import type { Command } from "../core/client";
import { t } from "../core/strings";
import { use } from "../phone/world";
import { why } from "../phone/why";

/** Null when it can be done; `door` is the half of the board that it goes through. */
export function whyNot(command: Command, door?: "voting"): string | null {
  const board = use().board.value;
  return why(command, board) ?? (door && board?.[door] === false ? t("err.locked") : null);
}
