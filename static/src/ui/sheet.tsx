import { X } from "lucide-preact";
import { type ComponentChildren, render } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../core/strings";
import { Button } from "./button";
import type { Close } from "./close";
import { Toasts } from "./toast";
import { goBack, opened, STOPS, wayBack } from "./wayback";

export interface SheetProps {
  title: string;
  onClose: Close;
  children: ComponentChildren;
  lang?: string;
  /** Over the whole page: work of its own, not a question on the way. */
  full?: boolean;
  /** Which page of a full sheet this is: a new one begins at its top. */
  page?: string | number;
}

/**
 * A dialog from below (phones) or in the middle (wider). It is drawn at the end of <body>: inside the form that opened
 * it, Enter in its search field would send that form.
 */
export function Sheet(p: SheetProps) {
  const host = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const box = document.body.appendChild(document.createElement("div"));
    host.current = box;
    return () => {
      render(null, box);
      box.remove();
    };
  }, []);
  useLayoutEffect(() => {
    if (host.current) render(<Dialog {...p} />, host.current);
  });
  return null;
}

/** What the browser's Back means while a sheet is up; only a phone, where it is a swipe, gives it a meaning. */
let onBack: (close: () => void) => void = () => undefined;
export function sheetsAnswerBack(use: typeof onBack): void {
  onBack = use;
}

/** Of a sheet in whose function nothing waits for an answer. (Not with the other `Close`s: those come after a phone's first load.) */
export const atOnce = (close: () => void): Close => close as Close;

/** The browser's own <dialog> keeps focus inside; closing gives it back to whatever opened it. */
function Dialog(p: SheetProps) {
  const box = useRef<HTMLDialogElement>(null);
  const close = useRef(p.onClose);
  close.current = p.onClose;
  onBack(p.onClose);
  useEffect(() => {
    const dialog = box.current;
    const way = wayBack(document.activeElement);
    if (dialog) opened(dialog, way);
    dialog?.showModal?.();
    let back: (() => void) | undefined;
    let gone = false;
    if (dialog && !dialog.showModal) {
      dialog.setAttribute("open", "");
      void import("./standin").then(({ standIn }) => {
        if (!gone) back = standIn(dialog, () => close.current());
      });
    }
    return () => {
      gone = true;
      back?.();
      dialog?.close?.();
      goBack(way);
    };
  }, []);
  // What scrolls and holds nothing to stop at is a stop itself, or no keyboard would scroll it.
  useEffect(() => {
    const body = box.current?.querySelector<HTMLElement>(".sheet-body");
    if (body) body.tabIndex = body.scrollHeight > body.clientHeight && !body.querySelector(STOPS) ? 0 : -1;
  });
  const first = useRef(true);
  // With the drawing, not after it: whoever goes on by keys at once would have them taken away again.
  useLayoutEffect(() => {
    const body = box.current?.querySelector<HTMLElement>(".sheet-body");
    if (body && !first.current) {
      body.scrollTop = 0;
      body.focus({ preventScroll: true }); // what was pressed is gone, and reading goes on here
    }
    first.current = false;
  }, [p.page]);
  return (
    <dialog
      ref={box}
      class={p.full ? "sheet sheet-full" : "sheet"}
      aria-label={p.title}
      lang={p.lang}
      onCancel={(event) => {
        event.preventDefault();
        p.onClose();
      }}
      onClose={(event) => {
        // A second Escape or Back with no touch between closes it unasked: whether it goes is still the page's answer.
        const dialog = box.current;
        if (event.target !== dialog || !dialog?.isConnected || dialog.open) return;
        dialog.showModal?.();
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
      <div class="sheet-body stack" tabIndex={-1}>{p.children}</div>
      <Toasts />
    </dialog>
  );
}
