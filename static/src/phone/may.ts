/* Why a thing cannot be done on the board now, worked out once for all its cards: 300 of them ask. */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { Command } from "../core/client";
import { why } from "./why";
import { use } from "./world";

const asked = new Map<Command, ReadonlySignal<string | null>>();

/** Null when the command may be given on this board now; otherwise the reason. Cards in plain sight only: see `why`. */
export function whyNot(command: Command): string | null {
  let it = asked.get(command);
  if (!it) asked.set(command, (it = computed(() => why(command, use().board.value))));
  return it.value;
}

const phase = computed(() => use().board.value?.phase);

/** The board's phase; a running timer, which changes the board's record too, draws nothing again. */
export const phaseNow = () => phase.value;
