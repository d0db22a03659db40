/* What may be done with a card: by its author, and by whoever leads the table. */
import { EyeOff, Pencil, Trash2 } from "lucide-preact";
import { t } from "../core/strings";
import { SpotlightButton } from "../leader/spotlight";
import { Button } from "../ui/button";
import { kindOf } from "../ui/kinds";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import type { Shown } from "./cards";
import { openSheet } from "./open";
import { about, aboutOwn, why } from "./why";
import { use } from "./world";
import { useClose } from "../ui/close";

export function MenuSheet({ card, onClose: shut }: { card: Shown; onClose: () => void }) {
  const onClose = useClose(shut);
  const { client, leads } = use();
  const subject = about(card);
  const own = aboutOwn(card);
  const withdraw = () => {
    client.post("card.withdraw", { card: card.card!.id }, { label: card.text });
    toast(t("board.did_withdraw"), {
      label: t("act.undo"),
      act: () => client.post("card.return", { card: card.card!.id }, { label: card.text }),
    });
    onClose();
  };
  return (
    <Sheet title={t(kindOf(card.kind).word)} onClose={onClose}>
      <p class="quote" lang={card.lang}>
        {card.text}
      </p>
      <div class="stack-tight">
        {card.mine && (
          <>
            <Button wide icon={Pencil} why={why("card.edit", own)} onTap={() => openSheet("edit", card.key)}>
              {t("act.edit")}
            </Button>
            <Button wide icon={Trash2} why={why("card.withdraw", own)} onTap={withdraw}>
              {t("board.withdraw")}
            </Button>
          </>
        )}
        {leads.value && (
          <>
            <SpotlightButton card={card.card!} onDone={onClose} />
            <Button wide icon={EyeOff} why={why("card.hide", subject)} onTap={() => openSheet("hide", card.key)}>
              {t("act.hide")}
            </Button>
          </>
        )}
      </div>
    </Sheet>
  );
}
