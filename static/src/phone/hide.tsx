/* The leader takes a card off the board, with the reason if there is one; its author and the desk still see it. */
import { useState } from "preact/hooks";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { Reasons } from "../leader/desk/reasons";
import { wayBack } from "../leader/undo";
import type { Shown } from "./cards";
import { use } from "./world";
import { useClose } from "../ui/close";

export function HideSheet({ card, onClose: shut }: { card: Shown; onClose: () => void }) {
  const onClose = useClose(shut);
  const { client } = use();
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const id = card.card!.id;
  const hide = async () => {
    const back = wayBack("card.hide");
    const reply = await client.send("card.hide", { card: id, ...(reason.trim() ? { reason } : {}) });
    if (reply.refused !== undefined) return setWrong(reply.say);
    toast(t("card.did_hide"), { label: t("act.undo"), act: back });
    onClose();
  };
  return (
    <Sheet title={t("act.hide")} onClose={onClose}>
      <p class="quote" lang={card.lang}>
        {card.text}
      </p>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void hide();
        }}
      >
        <Reasons value={reason} onText={setReason} wrong={wrong} />
        <p class="soft small">{t("card.hide_say")}</p>
        <Button look="main" wide submit>
          {t("act.hide")}
        </Button>
      </form>
    </Sheet>
  );
}
