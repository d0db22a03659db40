/** After closing: letting go of who wrote and how people voted, with what goes, what stays, and the count that proves it. */
import { useSignal } from "@preact/signals";
import { t, type Workshop } from "../core/client";
import { Button } from "../ui/button";
import { useOnce } from "../ui/once";
import { atOnce, Sheet } from "../ui/sheet";
import { act } from "./act";
import { useRoom } from "./room";

type Proof = { named: number; ballots: number; cards: number; tallies: number };

export function Forgetting({ workshop }: { workshop: Workshop }) {
  const { client } = useRoom();
  const asking = useSignal(false);
  const proof = useSignal<Proof | undefined>(undefined);
  const forget = useOnce(async () => {
    const reply = await act(client, "workshop.forget", {});
    if (reply.ok) {
      proof.value = reply.ok as Proof;
      asking.value = false;
    }
  });
  const leave = (): void => {
    asking.value = false;
  };
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
          <Button onTap={forget}>{t("forget.count")}</Button>
        ) : (
          <Button haspopup="dialog" onTap={() => (asking.value = true)}>
            {t("forget.title")}
          </Button>
        )}
      </div>
      {asking.value && (
        <Sheet title={t("forget.title")} onClose={atOnce(leave)}>
          <p>{t("forget.goes")}</p>
          <p>{t("forget.stays")}</p>
          <p class="strong">{t("forget.warns")}</p>
          <div class="row">
            <Button look="main" onTap={forget}>
              {t("forget.do")}
            </Button>
            <Button onTap={leave}>{t("act.cancel")}</Button>
          </div>
        </Sheet>
      )}
    </section>
  );
}
