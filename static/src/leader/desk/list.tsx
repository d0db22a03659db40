/* Every card the table sees, to be found, mended, hidden, put under another or taken out again. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { lang, t } from "../../core/strings";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { KINDS } from "../../ui/kinds";
import { KindMark } from "../../ui/marks";
import { CardFace } from "../../phone/card";
import type { Shown } from "../../phone/cards";
import { about, why } from "../../phone/why";
import { use } from "../../phone/world";
import { ACTS } from "./acts";
import { split } from "./ask";
import { MergeBar, Pickable } from "./merge";
import { Gone, Head, Refusal } from "./row";
import { find, heads, kind, listed, membersOf, merging, moved, picked, refusalOf } from "./state";
import { rowProps, useSteady } from "./steady";

export function CardList() {
  const { board } = use();
  const at = board.value;
  const view = `${at?.id} ${find.value} ${kind.value} ${at?.phase === moved.value ? at?.phase : ""}`;
  const { rows, fresh, show } = useSteady(listed.value, view);
  const all = heads.value.length;
  const [drawn, setDrawn] = useState(PAGE);
  return (
    <section class="panel stack cards-side" aria-labelledby="desk-cards">
      <Head id="desk-cards" title={t("mod.cards")} n={all} fresh={fresh} onShow={show} />
      {all === 0 && <p class="soft">{t(board.value?.phase === "write" ? "mod.private" : "mod.none")}</p>}
      {all > 0 && <Look />}
      <MergeBar />
      {all > 0 && rows.length === 0 && <p class="soft">{t("st.no_match")}</p>}
      <ul class="stack mods">
        {rows.slice(0, drawn).map((row) => (
          <li key={row.item.key} class="mod" data-card={row.item.card!.id} {...rowProps(row)}>
            {row.gone ? <Gone card={row.item} /> : <Item card={row.item} />}
          </li>
        ))}
      </ul>
      {drawn < rows.length && <More key={drawn} n={rows.length - drawn} onMore={() => setDrawn(drawn + PAGE)} />}
    </section>
  );
}

/** So many rows are drawn at a time: an old phone needs a second for 300. */
const PAGE = 40;

/** The rest comes by itself as one scrolls towards it; a keyboard asks for it. */
function More({ n, onMore }: { n: number; onMore: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (typeof IntersectionObserver === "undefined") return;
    const near = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && onMore(), { rootMargin: "600px" });
    near.observe(box.current!);
    return () => near.disconnect();
  }, []);
  return (
    <div ref={box}>
      <Button wide class="num" onTap={onMore}>
        {t("mod.more", { n })}
      </Button>
    </div>
  );
}

function Look() {
  const count = (one: string) => heads.value.filter((card) => one === "all" || card.kind === one).length;
  return (
    <>
      <Field id="desk-find" type="search" inputMode="search" label={t("act.search")} value={find.value} onText={(text) => (find.value = text)} />
      <div class="filter" role="group" aria-label={t("act.filter")}>
        {["all", ...KINDS].map((one) => (
          <button type="button" key={one} class="btn btn-small" aria-pressed={kind.value === one} onClick={() => (kind.value = one)}>
            {one === "all" ? t("phone.all") : <KindMark kind={one} />}
            <span class="num">{count(one)}</span>
          </button>
        ))}
      </div>
    </>
  );
}

/** Drawn again only when something about it changed: the desk has 300 of them. */
function Item({ card }: { card: Shown }) {
  const id = card.card!.id;
  const { board } = use();
  const head = merging.value;
  const on = picked.value.has(id);
  const looks = [card, membersOf(id), head, on, refusalOf(id), board.value?.phase, board.value?.locked, lang.value];
  return useMemo(() => (head === null ? <Moderated card={card} /> : <Pickable card={card} head={head} picked={on} />), looks);
}

function Moderated({ card }: { card: Shown }) {
  return (
    <CardFace card={card}>
      <Members of={card} />
      <Refusal of={card.card!.id} />
      <div class="card-acts">
        {ACTS.map((Act, at) => (
          <Act key={at} card={card} />
        ))}
      </div>
    </CardFace>
  );
}

/** What was put under it, folded; each can be taken out again. */
function Members({ of }: { of: Shown }) {
  const members = membersOf(of.card!.id);
  if (!members.length) return null;
  return (
    <details class="fold merged">
      <summary class="num">{t("mod.merged_n", { n: members.length })}</summary>
      <ul>
        {members.map((card) => (
          <li key={card.key} class="row-apart">
            <p class="grow" lang={card.lang}>
              {card.text}
              {card.author && <span class="soft small"> {card.author}</span>}
            </p>
            <Button
              small
              look="bare"
              label={t("mod.split_what", { text: card.text })}
              why={why("card.split", about(card))}
              onTap={() => void split(card.card!.id, of.card!.id)}
            >
              {t("mod.split")}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
