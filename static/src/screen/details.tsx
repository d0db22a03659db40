/** What a step says of itself, below its title: more lines than have room come page after page, and none is cut off. */
import type { Lang, Text } from "../core/client";
import { Pages } from "./pages";
import { paragraphs } from "./paging";
import { sizeOf, type TitleSize } from "./words";

/** `most`: lines that have room below a title of each size. */
export function Details({ text, lang, below, most }: { text: string; lang: Lang; below: Text | undefined; most: Record<TitleSize, number> }) {
  if (!text) return null;
  const parts = paragraphs([{ lang, text }], most[sizeOf(below)]).flat();
  return (
    <Pages of={parts} per={1}>
      {([part]) => (
        <p class="lines soft" lang={lang}>
          {part?.text}
        </p>
      )}
    </Pages>
  );
}
