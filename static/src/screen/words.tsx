/** Both languages at once: the workshop's own first and large, the other below it where there is room. */
import { effect, signal } from "@preact/signals";
import { boot, lang, t, type Lang, type Text } from "../core/client";
import { fill, type Params } from "../core/strings";

/** Both, or one of them alone: the chair's word. */
export const spoken = signal<"both" | Lang>("both");

const other = (): Lang => (lang.value === "lo" ? "en" : "lo");
const books = signal<Partial<Record<Lang, Record<string, string>>>>({});

/** Fetch the second language's words; without them the screen shows one language. */
export function fetchOther(): () => void {
  return effect(() => {
    const which = other();
    if (books.peek()[which] || !boot.strings[which]) return;
    void fetch(boot.strings[which])
      .then((answer) => (answer.ok ? answer.json() : undefined))
      .then((book: Record<string, string> | undefined) => {
        if (book) books.value = { ...books.peek(), [which]: book };
      })
      .catch(() => undefined);
  });
}

/** A sentence of the product in both languages. */
export function Say({ id, params, alone }: { id: string; params?: Params; alone?: boolean }) {
  const second = spoken.value === "both" ? books.value[other()]?.[id] : undefined;
  return (
    <>
      <span class="say">{t(id, params)}</span>
      {!alone && second && (
        <span class="say-other" lang={other()}>
          {params ? fill(second, params) : second}
        </span>
      )}
    </>
  );
}

/** A record's text: the first language it has, and the other if there is one and both are spoken. */
export function pair(text: Text | undefined): { first: string; lang: Lang; second: string; other: Lang } {
  const [mine, theirs] = [lang.value, other()];
  const use = text?.[mine] ? mine : theirs;
  const rest = use === mine ? theirs : mine;
  const second = spoken.value === "both" ? (text?.[rest] ?? "") : "";
  return { first: text?.[use] ?? "", lang: use, second: second === text?.[use] ? "" : second, other: rest };
}

export type TitleSize = "short" | "middle" | "long";

export function sizeOf(title: Text | undefined): TitleSize {
  const { length } = pair(title).first;
  return length > 90 ? "long" : length > 44 ? "middle" : "short";
}

/** Titles of any length stay on the screen: long ones come a size smaller, never below the last row's eyes. */
export function Titled({ text, as: Tag = "h1" }: { text: Text | undefined; as?: "h1" | "h2" }) {
  const { first, lang: use, second, other: rest } = pair(text);
  return (
    <div class="titled" data-size={sizeOf(text)}>
      <Tag lang={use}>{first}</Tag>
      {second && <p lang={rest}>{second}</p>}
    </div>
  );
}
