/* My place or my code may be in other hands: what they have ends with one tap, and this phone goes on. */
import { KeyRound, MonitorSmartphone } from "lucide-preact";
import { useState } from "preact/hooks";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { useClose } from "../ui/close";
import { Wrong } from "../ui/field";
import { useOnce } from "../ui/once";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { inFours } from "./mycode";
import { why } from "./why";
import { use } from "./world";

export function OtherPhones() {
  const { me } = use();
  const [open, setOpen] = useState<"out" | "recode" | null>(null);
  const close = () => setOpen(null);
  const self = { person: me.value.person! };
  return (
    <section class="panel stack-tight" aria-labelledby="me-safe">
      <h2 id="me-safe">{t("me.safe")}</h2>
      <p>{t("me.safe_say")}</p>
      <Button wide icon={MonitorSmartphone} haspopup="dialog" why={why("person.renew", self)} onTap={() => setOpen("out")}>
        {t("me.out")}
      </Button>
      <Button wide icon={KeyRound} haspopup="dialog" why={why("person.recode", self)} onTap={() => setOpen("recode")}>
        {t("me.recode")}
      </Button>
      {open === "out" && <OutSheet onClose={close} />}
      {open === "recode" && <RecodeSheet onClose={close} />}
    </section>
  );
}

function OutSheet({ onClose: shut }: { onClose: () => void }) {
  const onClose = useClose(shut);
  const { client } = use();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const out = useOnce(async () => {
    setWrong(null);
    setBusy(true);
    const reply = await client.renew();
    setBusy(false);
    if (reply.refused !== undefined) return setWrong(reply.say);
    onClose();
    toast(t("me.out_done"));
  });
  return (
    <Sheet title={t("me.out")} onClose={onClose}>
      <p>{t("me.out_say")}</p>
      <p>{t("me.out_code")}</p>
      <Wrong id="me-out-wrong" say={wrong} />
      <Button look="main" wide onTap={out}>
        {t(busy ? "st.sending" : "me.out_do")}
      </Button>
      <Button wide onTap={onClose}>
        {t("act.cancel")}
      </Button>
    </Sheet>
  );
}

function RecodeSheet({ onClose: shut }: { onClose: () => void }) {
  const onClose = useClose(shut);
  const { client, me } = use();
  const [code, setCode] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const make = useOnce(async () => {
    setWrong(null);
    const reply = await client.send("person.recode", { person: me.value.person! });
    if (reply.refused !== undefined) return setWrong(reply.say);
    setCode(reply.ok.code ?? null);
  });
  return (
    <Sheet title={t("me.recode")} onClose={onClose} page={code ?? ""}>
      {code ? (
        <>
          <p role="status">{t("me.recode_done")}</p>
          <p class="code num">{inFours(code)}</p>
          <Button look="main" wide onTap={onClose}>
            {t("act.close")}
          </Button>
        </>
      ) : (
        <>
          <p>{t("me.recode_say")}</p>
          <Wrong id="me-recode-wrong" say={wrong} />
          <Button look="main" wide onTap={make}>
            {t("me.recode_do")}
          </Button>
          <Button wide onTap={onClose}>
            {t("act.cancel")}
          </Button>
        </>
      )}
    </Sheet>
  );
}
