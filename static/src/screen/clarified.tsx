/** What the chair said about a theme or a card, below it, in the languages of the screen. */
import { MessageSquareText } from "lucide-preact";
import { t, type Key } from "../core/client";
import { Icon } from "../ui/icons";
import type { Said } from "./paging";
import { useScene } from "./scene";
import { pair } from "./words";

export function useSaid(of: Key): Said[] {
  const { first, lang, second, other } = pair(useScene().said.value.get(of)?.text);
  return [{ lang, text: first }, { lang: other, text: second }].filter((one) => one.text);
}

/** With `lines`, no more of each language than so many. */
export function Clarified({ said, lines }: { said: readonly Said[]; lines?: number }) {
  if (!said.length) return null;
  return (
    <div class="said" data-lines={lines}>
      <Icon of={MessageSquareText} />
      <span class="unseen">{t("screen.said")}</span>
      <div class="said-words">
        {said.map((one) => (
          <p key={one.lang} class="lines" lang={one.lang}>
            {one.text}
          </p>
        ))}
      </div>
    </div>
  );
}
