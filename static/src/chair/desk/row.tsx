/** One card in a list: its words first, then where it comes from and what stands behind it. */
import { lang, t } from "../../core/client";
import { both } from "../../ui/bits";
import { clarificationOf } from "../../ui/clarified";
import { Count, total, type Counted } from "../../ui/count";
import { GroupSign, KindMark } from "../../ui/marks";
import { useRoom } from "../room";
import type { Slip } from "./listed";
import type { Marks } from "./marks";
import { useDesk } from "./model";

export interface RowProps {
  list: string;
  slip: Slip;
  lit: Marks;
  showTheme: boolean;
  showGroup: boolean;
  /** Its place, from 1, and how many there are: where not all of them are drawn. */
  at: number | undefined;
  of: number | undefined;
}

export function Row({ list, slip, lit, showTheme, showGroup, at, of }: RowProps) {
  const desk = useDesk();
  const room = useRoom();
  const group = showGroup ? room.group.value.get(slip.group) : undefined;
  const votes: Counted | undefined = "votes" in slip ? slip : room.votes.value.get(slip.id);
  const classes = ["slip", lit.of(slip.id).value && "slip-lit"].filter(Boolean).join(" ");
  return (
    <div
      id={`${list}-${slip.id}`}
      role="option"
      aria-selected={desk.picked.of(slip.id).value}
      aria-posinset={at}
      aria-setsize={of}
      class={classes}
      data-card={slip.id}
      data-item={slip.id}
      data-kind={slip.kind}
    >
      <p class="slip-text" lang={slip.lang === lang.value ? undefined : slip.lang}>
        {slip.text}
      </p>
      <p class="slip-facts">
        {group && <GroupSign group={group} />}
        <KindMark kind={slip.kind} />
        {votes !== undefined && total(votes) > 0 && <Count of={votes} class="slip-votes" />}
        <More slip={slip} />
        {showTheme && <Where slip={slip} />}
      </p>
    </div>
  );
}

/** Chosen by its group, merged at its table, what is new about it, and what travels with it. */
function More({ slip }: { slip: Slip }) {
  const { facts } = useDesk();
  const merged = "merged" in slip ? slip.merged : (facts.merged.value.get(slip.id) ?? 0);
  const change = facts.changed.value.get(slip.id);
  const answers = facts.answers.value.get(slip.id)?.length ?? 0;
  return (
    <>
      {facts.handed.value.get(slip.id)?.picked && <span class="tag tag-accent">{t("desk.chosen")}</span>}
      {change && <span class="tag tag-amber">{t(`desk.change.${change}`)}</span>}
      {merged > 0 && <span class="num">{t("desk.merged", { n: merged })}</span>}
      {clarificationOf(`card:${slip.id}`) && <span class="tag tag-accent">{t("clarify.is")}</span>}
      {answers > 0 && <span class="num">{t("desk.answers", { n: answers })}</span>}
    </>
  );
}

function Where({ slip }: { slip: Slip }) {
  const room = useRoom();
  const place = useDesk().facts.placeOf.value(slip.id);
  if (place === "aside") return <span class="tag">{t("desk.aside")}</span>;
  const theme = place === undefined ? undefined : room.theme.value.get(place);
  if (!theme) return null;
  return (
    <span class="slip-theme" style={{ "--hue": `var(--group-${theme.colour % 8})` }}>
      {both(theme.title)}
    </span>
  );
}
