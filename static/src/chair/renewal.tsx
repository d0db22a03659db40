/** A private link ends and a new one takes its place: nothing takes it back, so what ends is said before. */
import { RefreshCw } from "lucide-preact";
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { t } from "../core/client";
import { Button } from "../ui/button";
import { useClose } from "../ui/close";
import { Wrong } from "../ui/field";
import { type LucideIcon } from "../ui/icons";
import { useOnce } from "../ui/once";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";

export interface RenewalProps {
  /** On the button, and above the question. */
  title: string;
  /** Said of the button where the title alone is not enough. */
  label?: string;
  says: string;
  does: string;
  done: string;
  icon?: LucideIcon;
  why?: string | null | false;
  /** What is to be filled in first. */
  children?: ComponentChildren;
  /** What is wrong, or nothing. */
  renew: () => Promise<string | undefined>;
}

export function Renewal(p: RenewalProps) {
  const open = useSignal(false);
  return (
    <>
      <Button small icon={p.icon ?? RefreshCw} {...(p.label && { label: p.label })} haspopup="dialog" why={p.why ?? null} onTap={() => (open.value = true)}>
        {p.title}
      </Button>
      {open.value && <Asked {...p} shut={() => (open.value = false)} />}
    </>
  );
}

function Asked(p: RenewalProps & { shut: () => void }) {
  const onClose = useClose(p.shut);
  const wrong = useSignal<string | undefined>(undefined);
  const busy = useSignal(false);
  const renew = useOnce(async () => {
    wrong.value = undefined;
    busy.value = true;
    wrong.value = await p.renew();
    busy.value = false;
    if (wrong.value !== undefined) return;
    onClose();
    toast(p.done);
  });
  return (
    <Sheet title={p.label ?? p.title} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onInput={() => (wrong.value = undefined)}
        onSubmit={(event) => {
          event.preventDefault();
          renew();
        }}
      >
        <p>{p.says}</p>
        {p.children}
        <Wrong id="renewal-wrong" say={wrong.value} />
        <div class="row">
          <Button look="main" submit>
            {busy.value ? t("st.sending") : p.does}
          </Button>
          <Button onTap={onClose}>{t("act.cancel")}</Button>
        </div>
      </form>
    </Sheet>
  );
}
