import { lang } from "../core/strings";
import type { Lang } from "../core/types";

/** To one decimal, as the server rounded it; Lao writes a comma. */
export function decimalOf(value: number, to: Lang = lang.value): string {
  const text = value.toFixed(1);
  return to === "lo" ? text.replace(".", ",") : text;
}
