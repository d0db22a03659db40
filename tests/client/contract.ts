/**
 * What must not compile. tsc reads this file (`make test`), and says so when one of these lines would pass: then the
 * contract in core/wire.ts holds nobody any more. Nothing here is ever run.
 */
import type { Client } from "../../static/src/core/client";

export async function refused(client: Client, card: number, reason: string): Promise<void> {
  const misspelt = reason ? { raeson: reason } : {};

  // @ts-expect-error: no such command
  void client.send("card.vanish", { card });
  // @ts-expect-error: a field is missing
  void client.send("board.move", { board: 1 });
  // @ts-expect-error: a field nobody declared
  void client.send("card.hide", { card, raeson: reason });
  // @ts-expect-error: the same, by a spread, where TypeScript alone would let it pass
  void client.send("card.hide", { card, ...misspelt });
  // @ts-expect-error: and where it may be left out
  void client.post("card.hide", { card, ...(reason && { raeson: reason }) });
  // @ts-expect-error: a word that the field does not take
  void client.send("board.move", { board: 1, phase: "dance" });
  // @ts-expect-error: null where there must be a row
  void client.send("person.choose", { group: null });
  // @ts-expect-error: what suits one of two commands alone
  void client.send(reason ? "card.hide" : "card.restore", { card, reason });
  // @ts-expect-error: no such command to ask about
  client.may("card.vanish");

  const reply = await client.send("card.post", { board: 1, kind: "lesson", text: reason, lang: "en" });
  // @ts-expect-error: it may have been refused
  void reply.ok.card;
  // @ts-expect-error: no such refusal
  if (reply.refused === "not_foud") return;
  if (reply.refused !== undefined) return;
  // @ts-expect-error: no such field in its answer
  void reply.ok.board;
  const made: number = reply.ok.card;
  void client.send("card.hide", { card: made, ...(reason && { reason }) });

  for (const item of client.outbox.value) {
    if (item.name !== "ballot.cast") continue;
    // @ts-expect-error: no such field in what waits
    void item.data.card;
    void item.data.subject.startsWith("card:");
  }
}

export function read(client: Client): void {
  for (const card of client.all("card").value) {
    // @ts-expect-error: no such field
    void card.theme;
    // @ts-expect-error: it may be missing, where cards are anonymous
    void card.author.name;
    void card.author?.name;
  }
  for (const deed of client.all("deed").value) {
    // @ts-expect-error: no such field
    void deed.undoes;
    // @ts-expect-error: no such command
    void (deed.name === "card.vanish");
    void (deed.name === "card.hide");
  }
}
