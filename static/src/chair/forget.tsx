/** After closing: letting go of who wrote and how people voted, with what goes, what stays, and the count that proves it. */
import { type Signal, useSignal } from "@preact/signals";
import { t, type Commands, type Workshop } from "../core/client";
import { Button } from "../ui/button";
import { useOnce } from "../ui/once";
import { useClose } from "../ui/close";
import { Sheet } from "../ui/sheet";
import { act } from "./act";
import { useRoom } from "./room";

type Proof = Commands["workshop.forget"]["reply"];

export function Forgetting({ workshop }: { workshop: Workshop }) {
  const asking = useSignal(false);
  const proof = useSignal<Proof | undefined>(undefined);
  const done = Boolean(workshop.forgotten);
  return (
    <section class="panel stack-tight" aria-labelledby="forgetting">
      <h2 id="forgetting">{t("forget.title")}</h2>
      <div role="status">
        {done && <p class="strong">{t("forget.done")}</p>}
        {proof.value && <p class="num">{t("forget.proof", proof.value)}</p>}
      </div>
      {!done && <p class="soft">{t("says.kept")}</p>}
      <div>
        {done ? (
          <Count proof={proof} />
        ) : (
          <Button haspopup="dialog" onTap={() => (asking.value = true)}>
            {t("forget.title")}
          </Button>
        )}
      </div>
      {asking.value && <Ask proof={proof} shut={() => (asking.value = false)} />}
    </section>
  );
}

function Count({ proof }: { proof: Signal<Proof | undefined> }) {
  const { client } = useRoom();
  const count = useOnce(async () => {
    const reply = await act(client, "workshop.forget", {});
    if (reply.refused === undefined) proof.value = reply.ok;
  });
  return <Button onTap={count}>{t("forget.count")}</Button>;
}

function Ask({ proof, shut }: { proof: Signal<Proof | undefined>; shut: () => void }) {
  const { client } = useRoom();
  const onClose = useClose(shut);
  const forget = useOnce(async () => {
    const reply = await act(client, "workshop.forget", {});
    if (reply.refused !== undefined) return;
    proof.value = reply.ok;
    onClose();
  });
  return (
    <Sheet title={t("forget.title")} onClose={onClose}>
      <p>{t("forget.goes")}</p>
      <p>{t("forget.stays")}</p>
      <p class="strong">{t("forget.warns")}</p>
      <div class="row">
        <Button look="loss" onTap={forget}>
          {t("forget.do")}
        </Button>
        <Button onTap={onClose}>{t("act.cancel")}</Button>
      </div>
    </Sheet>
  );
}
