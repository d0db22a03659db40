/* Why a thing cannot be done now, as a sentence: asked only after the rules said no. */
import { t } from "../core/strings";
import type { Command, Subject } from "../core/client";
import type { Shown } from "./cards";
import { use } from "./world";

/** What goes through the half of the board that a leader can close by itself. */
const POSTS: readonly Command[] = ["card.post", "card.edit", "card.withdraw", "card.return", "reply.post", "reply.withdraw", "reply.return", "reaction.set"];
const VOTES: readonly Command[] = ["ballot.cast", "ballot.hand_in"];

/** The half of the board that is closed to this command, in words; null when it is open. */
function shut(command: Command): string | null {
  const board = use().board.value;
  if (board?.posting === false && POSTS.includes(command))
    return t(board.phase === "write" ? "lock.posting_shut_write" : "lock.posting_shut");
  if (board?.voting === false && VOTES.includes(command)) return t("lock.voting_shut");
  return null;
}

/** Null when the command may be given to the subject now; otherwise the reason in the person's language. */
export function why(command: Command, subject?: Subject): string | null {
  const { client, workshop, board } = use();
  if (client.may(command, subject)) return shut(command);
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

/** One's own card, to edit or take back: also while the leader has hidden it. */
export const aboutOwn = (card: Shown): Subject => ({ ...about(card), hidden: false });
