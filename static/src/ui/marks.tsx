/* The marks that go with a word: kinds of card by shape, groups by shape + colour + number, and what became of one's writing. */
import { Check, Clock3, LoaderCircle, ScrollText, TriangleAlert } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { t } from "../core/strings";
import { Icon } from "./icons";
import { kindOf } from "./kinds";

/** The kind's mark, with its word unless `bare` (then something near it says the word). */
export function KindMark({ kind, bare }: { kind: string; bare?: boolean }) {
  const { shape, sign, word } = kindOf(kind);
  return (
    <span class="kind" data-kind={kind}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <g fill="currentColor">{shape}</g>
        <path d={sign} fill="none" stroke="var(--surface)" stroke-width="1.8" stroke-linecap="round" />
      </svg>
      {!bare && t(word)}
    </span>
  );
}

/* Eight outlines in a 24 box, each leaving room for a number of two digits. */
const SIGNS = [
  <circle cx="12" cy="12" r="11" />,
  <rect x="1.5" y="1.5" width="21" height="21" rx="3" />,
  <path d="M12 0.500 23.500 12 12 23.500 0.500 12Z" />,
  <path d="M6.500 1.500h11L23.500 12l-6 10.500h-11L0.500 12Z" />,
  <path d="M7.500 1h9L23 7.500v9L16.500 23h-9L1 16.500v-9Z" />,
  <path d="M12 0.500 23.500 9 19 23H5L0.500 9Z" />,
  <path d="M1.500 1.500h21v10.500a10.500 11 0 0 1-21 0Z" />,
  <path d="M1.500 23V12a10.500 11 0 0 1 21 0v11Z" />,
];

export interface GroupFacts {
  number: number;
  colour: number;
}

/** The group's sign: its number in its shape and colour. Put the name (children) beside it wherever there is room. */
export function GroupSign({ group, children }: { group: GroupFacts; children?: ComponentChildren }) {
  const at = group.colour % SIGNS.length;
  return (
    <span class="sign">
      <svg viewBox="0 0 24 24" role={children ? undefined : "img"} aria-hidden={children ? "true" : undefined}>
        {!children && <title>{t("group.n", { n: group.number })}</title>}
        <g fill={`var(--group-${at})`}>{SIGNS[at]}</g>
        <text x="12" y="16">
          {group.number}
        </text>
      </svg>
      {children}
    </span>
  );
}

export type SavedState = "waiting" | "saving" | "saved" | "refused";

/** What became of what was written: waits for the network, on its way, safe, or came back with a sentence. */
export function SavedMark({ state, say }: { state: SavedState; say?: string | undefined }) {
  const icon = { waiting: Clock3, saving: LoaderCircle, saved: Check, refused: TriangleAlert }[state];
  return (
    <span class={`saved saved-${state}`}>
      <Icon of={icon} />
      {say ?? t({ waiting: "st.waiting", saving: "st.saving", saved: "st.saved", refused: "st.refused" }[state])}
    </span>
  );
}

/** A card that came on paper and was typed in, for whom where that is known. */
export function PaperMark({ name }: { name?: string | undefined }) {
  return (
    <span class="tag">
      <Icon of={ScrollText} />
      {name ? t("card.paper_for", { name }) : t("card.paper")}
    </span>
  );
}
