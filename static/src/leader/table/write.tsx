/* A private turn of writing: the cards are the writer's own, and stay private until the board is revealed. */
import { Check } from "lucide-preact";
import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import type { Id, OutboxItem, Person } from "../../core/client";
import { t } from "../../core/strings";
import { Button } from "../../ui/button";
import { sent } from "../../phone/sent";
import { use } from "../../phone/world";
import { whyNot } from "../open";
import { Sent } from "../sent";
import { RecordForm } from "../record";
import { TurnPage } from "./leave";

/** Words put away when nobody touched the device: in memory only, for that person's next turn. */
const unfinished = new Map<Id, string>();

export function WriteTurn(p: {
  person: Person;
  leaving: number;
  onDone: (n: number) => void;
  onLeave: (say?: string) => void;
}) {
  const { client, board, workshop } = use();
  const { id, name } = p.person;
  const [form] = useState(() => ({ kind: signal(""), text: signal(unfinished.get(id) ?? ""), lang: signal("") }));
  const [items, setItems] = useState<OutboxItem<"card.record">[]>([]);
  const back = sent("card.record").filter(
    (item) => item.data.person === id && item.state.value === "refused" && !items.includes(item),
  );
  // What they were promised as they began; it may be another promise before they are done.
  const [promised] = useState(() => board.value?.phase === "write");
  const secret = board.value?.phase === "write";
  const shut = whyNot("card.record");
  const begun = form.text.value.trim() !== "";
  const leave = (say?: string) => {
    unfinished.delete(id);
    p.onLeave(say);
  };
  const putAway = () => {
    if (begun) unfinished.set(id, form.text.value);
    p.onLeave(begun ? t("table.put_away", { name }) : undefined);
  };
  return (
    <TurnPage {...p} name={name} begun={begun} say={t("table.leave_write")} onLeave={leave} onIdle={putAway}>
      <div role="status">
        {shut ? (
          <p class="table-shut">{t("table.write_shut")}</p>
        ) : (
          <p class={secret === promised ? undefined : "table-turned strong"}>
            {t(secret ? "table.write_private" : "table.write_shown")}{" "}
            {t(workshop.value.named ? "phase.named" : "phase.anonymous")}
          </p>
        )}
      </div>
      <RecordForm
        id="turn"
        {...form}
        why={shut}
        onSave={(words) => {
          unfinished.delete(id);
          setItems([...items, client.post("card.record", { board: board.value!.id, ...words, person: id, own: true })]);
          return null;
        }}
      />
      <Sent
        items={[...back, ...items]}
        onMend={(item) => {
          form.text.value = item.data.text;
          form.kind.value = item.data.kind;
          setItems(items.filter((one) => one !== item));
        }}
        onAgain={(item, next) => setItems([...items.filter((one) => one !== item), next])}
      />
      <Button
        wide
        icon={Check}
        why={begun && !shut ? t("table.unsaved") : null}
        onTap={() => {
          if (begun) return putAway();
          unfinished.delete(id);
          p.onDone(items.filter((item) => item.state.value !== "refused").length);
        }}
      >
        {t("table.done_writing")}
      </Button>
    </TurnPage>
  );
}
