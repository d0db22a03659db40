/** One theme in a list by some rule: its number and, always, how broadly it is held. */
import type { Theme, Vision } from "../../core/client";
import { both } from "../../ui/bits";
import { breadthText, figure, numberText } from "../../ui/number";

export function Row({ theme, vision }: { theme: Theme; vision: Vision }) {
  const of = figure(theme, vision);
  return (
    <li>
      <span>{both(theme.title)}</span>
      <span class="rules-number">
        <strong>{numberText(of)}</strong>
        <span class="soft small">{breadthText(of)}</span>
      </span>
    </li>
  );
}
