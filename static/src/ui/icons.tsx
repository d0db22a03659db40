/* Icons come from one open set (lucide), 1.5 px stroke, always beside a word and so hidden from readers. */
import type { LucideIcon } from "lucide-preact";

export type { LucideIcon };

export function Icon({ of: Shape, label }: { of: LucideIcon; label?: string }) {
  return <Shape class="icon" strokeWidth={1.5} aria-hidden={label ? undefined : "true"} aria-label={label} />;
}
