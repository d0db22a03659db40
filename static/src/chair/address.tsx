/** An address that a tap selects whole: plain http has no clipboard to write to. Its QR is a tap away. */
import { signal } from "@preact/signals";
import { t } from "../core/client";
import { Qr } from "../ui/bits";
import { Button } from "../ui/button";
import { closing } from "../ui/close";
import { Sheet } from "../ui/sheet";

const shown = signal<{ url: string; title: string; private: boolean } | undefined>(undefined);

export function Address(p: { id: string; label: string; url: string; title?: string; secret?: boolean }) {
  const title = p.title ? t("links.of", { what: p.label, who: p.title }) : p.label;
  return (
    <div class="address">
      <label class="field-label small" for={p.id}>
        {p.label}
      </label>
      <div class="address-line">
        <input
          id={p.id}
          class="input num"
          readOnly
          value={p.url}
          onFocus={(event) => event.currentTarget.select()}
          onClick={(event) => event.currentTarget.select()}
        />
        <Button
          label={t("links.qr_of", { what: title })}
          haspopup="dialog"
          onTap={() => (shown.value = { url: p.url, title, private: p.secret ?? false })}
        >
          QR
        </Button>
      </div>
    </div>
  );
}

/** One to a page. */
export function LargeQr() {
  const it = shown.value;
  if (!it) return null;
  return (
    <Sheet title={it.title} onClose={closing(shown, it, undefined)}>
      <Qr url={it.url} label={it.title} size={420} />
      <p class="num links-large">{it.url}</p>
      {it.private && <p class="soft">{t("links.private")}</p>}
    </Sheet>
  );
}
