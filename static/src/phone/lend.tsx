/* One device, other hands: whose it is goes on elsewhere, or comes back to it with one tap. */
import { KeyRound, Undo2 } from "lucide-preact";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { TypedCode } from "./typed";
import { go, use } from "./world";
import { drawn } from "../ui/drawn";
import { useClose } from "../ui/close";

/** Words that wait go out as their writer alone, so they go first. */
function whyWait(): string | null {
  const { waiting } = use().client.status.value;
  return waiting ? t("me.wait_saved", { n: waiting }) : null;
}

/** Somebody else's device: the way back, before everything else on the page. */
export function Lent() {
  const { client, person, me } = use();
  if (!client.before.value) return null;
  return (
    <section class="panel lent stack-tight">
      <p>{t("me.lent_say", { name: person.value?.name ?? me.value.name ?? "" })}</p>
      <Button wide look="main" icon={Undo2} why={whyWait()} onTap={() => client.goBack()}>
        {t("me.give_back")}
      </Button>
    </section>
  );
}

export function Lend({ open, setOpen }: { open: boolean; setOpen: (open: boolean) => void }) {
  const { me } = use();
  return (
    <section class="panel stack-tight" aria-labelledby="me-lend">
      <h2 id="me-lend">{t("me.lend")}</h2>
      {me.value.role === "leader" && (
        <>
          <p>{t("me.lend_lead")}</p>
          <Button wide onTap={() => toPeople()}>
            {t("lead.hand")}
          </Button>
        </>
      )}
      <p>{t("me.lend_say")}</p>
      <Button wide icon={KeyRound} haspopup="dialog" why={whyWait()} onTap={() => setOpen(true)}>
        {t("me.lend_do")}
      </Button>
      {open && <LendSheet onClose={() => setOpen(false)} />}
    </section>
  );
}

/** To the people of the desk, where the lead is handed over. */
function toPeople(): void {
  go("desk");
  drawn(() => {
    const people = document.getElementById("desk-people");
    people?.scrollIntoView({ block: "start" });
    people?.focus({ preventScroll: true });
  });
}

function LendSheet({ onClose: shut }: { onClose: () => void }) {
  const onClose = useClose(shut);
  const { me } = use();
  const come = () => {
    onClose();
    go("board");
    toast(t("me.lend_done"));
  };
  return (
    <Sheet title={t("me.lend_do")} onClose={onClose}>
      <p>{t("me.lend_sheet", { name: me.value.name ?? "" })}</p>
      <TypedCode id="lend-code" onIn={come} />
    </Sheet>
  );
}
