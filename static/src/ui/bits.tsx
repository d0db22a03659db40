import { CircleAlert, type LucideIcon } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { lang, setLang, t } from "../core/strings";
import { Icon } from "./icons";

/** Both languages, each in its own words; the one in use is pressed. `passing`: for now only, and nobody is told. */
export function LangSwitch({ onPick, passing }: { onPick?: (to: "lo" | "en") => void; passing?: boolean }) {
  return (
    <div class="lang" role="group" aria-label={t("view.language")}>
      {(["lo", "en"] as const).map((to) => (
        <button
          type="button"
          key={to}
          class="btn btn-bare"
          lang={to}
          aria-pressed={lang.value === to}
          onClick={() => {
            void setLang(to, !passing);
            onPick?.(to);
          }}
        >
          {to === "lo" ? "ລາວ" : "English"}
        </button>
      ))}
    </div>
  );
}

/** One line at the top for what everybody on this face must know; spoken politely, never stealing focus. */
export function Banner({ children, icon = CircleAlert }: { children: ComponentChildren; icon?: LucideIcon }) {
  return (
    <div class="banner" role="status">
      <Icon of={icon} />
      <span>{children}</span>
    </div>
  );
}

/** A QR picture drawn by our own server; the address is also given as text near it by whoever shows it. */
export function Qr({ url, label, size = 320 }: { url: string; label: string; size?: number }) {
  return <img class="qr" src={`/qr.svg?d=${encodeURIComponent(url)}`} alt={label} width={size} height={size} />;
}

/** A share of the most, as a bar. The number stands beside it in text, so the bar itself is decoration. */
export function Bar({ value, most }: { value: number; most: number }) {
  return (
    <div class="bar" aria-hidden="true">
      {value > 0 && <span style={{ width: `${most > 0 ? Math.min(100, (100 * value) / most) : 0}%` }} />}
    </div>
  );
}

type Words = { lo?: string; en?: string } | null | undefined;

/** The bilingual text of a record in the person's language, falling back to the other; carries its own lang attribute. */
export function Both({ of, as: Tag = "span" }: { of: Words; as?: "span" | "p" | "h1" | "h2" | "h3" }) {
  const mine = lang.value;
  const other = mine === "lo" ? "en" : "lo";
  const use = of?.[mine] ? mine : other;
  return <Tag lang={use === mine ? undefined : use}>{of?.[use] ?? ""}</Tag>;
}

/** The same as plain text, for labels and sentences. */
export function both(of: Words): string {
  return of?.[lang.value] || of?.[lang.value === "lo" ? "en" : "lo"] || "";
}
