/* Who has not written or voted yet, as far as it is told: the server decides, this only says why it is silent. */
import { signal } from "@preact/signals";
import type { Id, Person } from "../../core/client";
import { t } from "../../core/strings";
import { use } from "../../phone/world";
import { give } from "../give";

export type Waited = "writing" | "voting";

/** What the table is asked to do now; null when nothing. */
export function waitedFor(): Waited | null {
  const phase = use().board.value?.phase;
  return phase === "vote" ? "voting" : phase === "write" || phase === "reveal" ? "writing" : null;
}

/** Their ids; null where it is not told; undefined while nobody has counted yet. */
export function missing(): readonly Id[] | null | undefined {
  const { client, board } = use();
  const waited = waitedFor();
  const roll = client.all("roll").value.find((one) => one.id === board.value?.id);
  return waited && roll && (waited === "voting" ? roll.unvoted : roll.unwritten);
}

/** Why it is not told. */
export function whyUntold(): string {
  const { board, rounds } = use();
  if (board.value?.phase === "vote") return rounds.value[0]?.live ? t("roll.live") : t("roll.few_voted");
  return board.value?.phase === "write" ? t("roll.few_written") : t("roll.shown");
}

/** The server reminds nobody twice within this, ms. */
const AGAIN = 20_000;
const reminded = signal<Readonly<Record<string, number>>>({});

/** Was this person, or the whole table ("all"), asked a moment ago? */
export const justReminded = (who: Id | "all") => reminded.value[who] !== undefined;

/** A phone to ask: nobody reminds a person without one by a button. */
export const askable = (person: Person) => !person.seated && !person.removed;

export async function remind(who: Person | "all"): Promise<void> {
  const { client, board } = use();
  const vote = board.value?.phase === "vote";
  const data = { board: board.value!.id, ...(who === "all" ? {} : { people: [who.id] }) };
  const say =
    who === "all"
      ? t(vote ? "roll.did_all_vote" : "roll.did_all_write")
      : t(vote ? "roll.did_vote" : "roll.did_write", { name: who.name });
  if (!(await give("board.nudge", data, { say }))) return;
  const key = String(who === "all" ? who : who.id);
  const at = client.now();
  reminded.value = { ...reminded.value, [key]: at };
  setTimeout(() => {
    const { [key]: last, ...rest } = reminded.value;
    if (last === at) reminded.value = rest;
  }, AGAIN);
}
