/* Cards that wait for a yes: one by one, or several at once. Newest last, so that nothing moves that is being read. */
import { Check, CircleCheck, EyeOff } from "lucide-preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { lang, t } from "../../core/strings";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icons";
import { CardFace } from "../../phone/card";
import type { Shown } from "../../phone/cards";
import { about, why } from "../../phone/why";
import { use } from "../../phone/world";
import { approve, SEVERAL } from "./ask";
import { Gone, Head, Refusal } from "./row";
import { asking, dealtWith, refusalOf, severalSay, tick, tickAll, ticked, waiting } from "./state";
import { rowProps, useSteady } from "./steady";

export function Tray() {
  const { board, workshop } = use();
  const { rows, fresh, show } = useSteady(waiting.value, String(board.value?.id), dealtWith);
  if (!rows.length && !fresh && !workshop.value.approve) return null;
  const n = waiting.value.length;
  const many = rows.length > 1; // those just gone count: approving the second last must not move the last
  return (
    <section class={n ? "panel stack tray tray-full" : "panel stack tray"} aria-labelledby="desk-tray">
      <Head id="desk-tray" title={t("mod.tray")} n={n} look={n > 0} fresh={fresh} onShow={show} />
      {severalSay.value !== null && <Did say={severalSay.value} />}
      {!rows.length && <p class="soft">{t(fresh ? "mod.tray_fresh" : "mod.tray_none")}</p>}
      {many && <Several all={n} />}
      <ul class="stack">
        {rows.map((row) => (
          <li key={row.item.key} {...rowProps(row)}>
            {row.gone ? <Gone card={row.item} /> : <Waiting card={row.item} ticked={ticked.value.has(row.item.card!.id)} many={many} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** In one line what one's own tap did to several. The buttons that did it may be gone: then the focus comes here. */
function Did({ say }: { say: string }) {
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (!document.activeElement || document.activeElement === document.body) line.current!.focus({ preventScroll: true });
  }, []);
  return (
    <p class="row soft small num" role="status" tabIndex={-1} ref={line}>
      <Icon of={CircleCheck} />
      {say}
    </p>
  );
}

/** One act on all that are picked. It is there as long as there are several, so that picking moves nothing. */
function Several({ all }: { all: number }) {
  const chosen = waiting.value.filter((card) => ticked.value.has(card.card!.id));
  const n = chosen.length;
  const none = n ? null : t("mod.pick_first");
  const not = why("card.approve", use().board.value);
  return (
    <div class="several" role="group" aria-label={t("mod.several")}>
      <label class="check">
        <input type="checkbox" checked={n > 0 && n === all} onChange={(event) => tickAll(event.currentTarget.checked)} />
        {t("act.select_all")}
      </label>
      <Button look={n ? "main" : "plain"} icon={Check} why={not ?? none} onTap={() => void approve(chosen.map((card) => card.card!.id))}>
        {n ? t("mod.approve_n", { n }) : t("act.approve")}
      </Button>
      <Button
        icon={EyeOff}
        haspopup="dialog"
        why={not ?? none}
        onTap={() => {
          asking.value = { what: "hide", cards: chosen };
        }}
      >
        {n ? t("mod.not_now_n", { n }) : t("mod.not_now")}
      </Button>
      <Refusal of={SEVERAL} />
    </div>
  );
}

/** Drawn again only when something about it changed. */
function Waiting(p: { card: Shown; ticked: boolean; many: boolean }) {
  const looks = [p.card, p.ticked, p.many, refusalOf(p.card.card!.id), use().board.value, lang.value];
  return useMemo(() => <WaitingCard {...p} />, looks);
}

function WaitingCard({ card, ticked, many }: { card: Shown; ticked: boolean; many: boolean }) {
  const id = card.card!.id;
  const of = { text: card.text };
  const subject = about(card);
  return (
    <CardFace
      card={{ ...card, pending: false } /* the tray says it for all of them */}
      corner={
        many && (
          <label class="check tick">
            <input type="checkbox" checked={ticked} aria-label={t("mod.pick_what", of)} onChange={() => tick(id)} />
          </label>
        )
      }
    >
      <Refusal of={id} />
      <div class="card-acts">
        <Button look="main" small icon={Check} label={t("mod.approve_what", of)} why={why("card.approve", use().board.value)} onTap={() => void approve([id])}>
          {t("act.approve")}
        </Button>
        <Button
          small
          haspopup="dialog"
          label={t("mod.reword_what", of)}
          why={why("card.reword", subject)}
          onTap={() => {
            asking.value = { what: "reword", card };
          }}
        >
          {t("mod.reword")}
        </Button>
        <Button
          small
          haspopup="dialog"
          label={t("mod.not_now_what", of)}
          why={why("card.hide", subject)}
          onTap={() => {
            asking.value = { what: "hide", cards: [card] };
          }}
        >
          {t("mod.not_now")}
        </Button>
      </div>
    </CardFace>
  );
}
