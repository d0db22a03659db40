/** More than fits goes on by itself, page after page, calmly; how many pages there are is always said. */
import { signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { t } from "../core/client";
import { isPlain, onKey } from "../ui/press";

const STAY = 12_000;

/** "2 / 3" while there are pages; it stands in the foot. */
export const pageWord = signal("");

interface PagesProps<T> {
  of: readonly T[];
  per: number;
  children: (page: readonly T[], from: number) => ComponentChildren;
}

export function Pages<T>({ of: all, per, children }: PagesProps<T>) {
  const at = useSignal(0);
  const count = Math.max(1, Math.ceil(all.length / per));
  // What is seen answers to keys from its first picture on.
  useLayoutEffect(() => {
    if (count < 2) return;
    let turn: ReturnType<typeof setTimeout>;
    const go = (by: number) => {
      // Fewer pages than before: it stands on the last of them.
      at.value = (Math.min(at.value, count - 1) + by + count) % count;
      stay();
    };
    const stay = () => {
      clearTimeout(turn);
      // Whoever goes along its rows by keyboard keeps the page.
      turn = setTimeout(() => (document.querySelector(".page :focus-visible") ? stay() : go(1)), STAY);
    };
    // Whoever is at the screen's laptop may turn pages by hand; the page then stays its full time.
    const key = (event: KeyboardEvent) => {
      const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[isPlain(event) ? event.key : ""];
      if (by) go(by);
    };
    stay();
    const deaf = onKey(key);
    return () => {
      clearTimeout(turn);
      deaf();
    };
  }, [count]);
  const page = Math.min(at.value, count - 1);
  // Said together with the page itself: the foot never counts other pages than those that stand above it.
  useLayoutEffect(() => {
    pageWord.value = count > 1 ? t("screen.page", { n: page + 1, of: count }) : "";
    return () => {
      pageWord.value = "";
    };
  }, [page, count]);
  return (
    <div class="page" key={page}>
      {children(all.slice(page * per, page * per + per), page * per)}
    </div>
  );
}
