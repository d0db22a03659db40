import { X } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../core/strings";
import { Button } from "./button";

/** A dialog from below (phones) or in the middle (wider). The browser's own <dialog> keeps focus inside and gives it back. */
export function Sheet(p: { title: string; onClose: () => void; children: ComponentChildren; lang?: string }) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = box.current;
    const before = document.activeElement as HTMLElement | null;
    dialog?.showModal?.();
    if (dialog && !dialog.open) dialog.setAttribute("open", ""); // a browser from before <dialog>
    return () => {
      dialog?.close?.();
      before?.focus?.();
    };
  }, []);
  return (
    <dialog
      ref={box}
      class="sheet"
      aria-label={p.title}
      lang={p.lang}
      onCancel={(event) => {
        event.preventDefault();
        p.onClose();
      }}
      onClick={(event) => {
        if (event.target === box.current) p.onClose();
      }}
    >
      <div class="sheet-head">
        <h2>{p.title}</h2>
        <Button look="bare" icon={X} onTap={p.onClose} label={t("act.close")} />
      </div>
      <div class="sheet-body stack">{p.children}</div>
    </dialog>
  );
}
