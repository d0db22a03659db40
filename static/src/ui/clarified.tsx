/* The chair's words to a card or a theme: drawn once for all faces, wherever that card or theme is shown. */
import { MessageSquareQuote } from "lucide-preact";
import { pageClient } from "../core/client";
import { lang, t } from "../core/strings";
import type { Clarification, Key, Lang, Text } from "../core/types";
import { Icon } from "./icons";

/** What the chair said to "card:17" or "theme:2", if anything. */
export const clarificationOf = (of: Key): Clarification | undefined =>
  pageClient().one<Clarification>(`clarification:${of.replace(":", ".")}`).value;

/** In the reader's own language, else in the other; `langs="both"`: in each that there is, the reader's own first. */
function spokenIn(text: Text, langs: "own" | "both" = "own"): [Lang, string][] {
  const order: Lang[] = lang.value === "lo" ? ["lo", "en"] : ["en", "lo"];
  const said = order.flatMap((which): [Lang, string][] => (text[which] ? [[which, text[which]]] : []));
  return langs === "both" ? said : said.slice(0, 1);
}

export function Clarified({ of, langs }: { of: Key; langs?: "own" | "both" }) {
  const said = clarificationOf(of);
  if (!said) return null;
  return (
    <div class="clarified" role="note">
      <p class="clarified-who">
        <Icon of={MessageSquareQuote} />
        {t("clarify.chair")}
      </p>
      {spokenIn(said.text, langs).map(([which, text]) => (
        <p key={which} class="lines" lang={which === lang.value ? undefined : which}>
          {text}
        </p>
      ))}
    </div>
  );
}
