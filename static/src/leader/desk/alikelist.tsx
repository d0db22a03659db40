/* What may say the same, offered and never done by itself: merge it, or say that it is not the same. */
import { GitMerge, X } from "lucide-preact";
import { useState } from "preact/hooks";
import { t } from "../../core/strings";
import type { Alike } from "../../core/similar";
import { Button } from "../../ui/button";
import { KindMark } from "../../ui/marks";
import { toast } from "../../ui/toast";
import type { Shown } from "../../phone/cards";
import { about, why } from "../../phone/why";
import { use } from "../../phone/world";
import { alike, keepApart } from "./alike";
import { merge } from "./ask";
import { Gone, Refusal } from "./row";
import { heads } from "./state";
import { rowProps, useSteady } from "./steady";

const AT_ONCE = 5;

export function AlikeList() {
  const { board } = use();
  const [all, setAll] = useState(false);
  const known = alike();
  const groups = (known ?? []).map((group) => ({ key: group.cards.map((card) => card.key).join(), group }));
  const { rows } = useSteady(groups, `${board.value?.id} ${all}`);
  // There from two cards on, also with nothing to offer: a panel that pops up would push the list from under a finger.
  if (heads.value.length < 2 && !rows.length) return null;
  return (
    <details class="panel alike">
      <summary>
        <h2>
          {t("mod.alike")} <span class={groups.length ? "tag tag-accent num" : "tag num"}>{groups.length}</span>
        </h2>
      </summary>
      <p class="soft">{t(rows.length ? "mod.alike_say" : known ? "mod.alike_none" : "mod.alike_wait")}</p>
      <ul class="stack">
        {rows.slice(0, all ? undefined : AT_ONCE).map((row) => (
          <li key={row.item.key} {...rowProps(row)}>
            {row.gone ? <Gone card={row.item.group.cards[0]!} say={t("mod.alike_done")} /> : <Group group={row.item.group} />}
          </li>
        ))}
      </ul>
      {!all && rows.length > AT_ONCE && (
        <Button wide class="num" onTap={() => setAll(true)}>
          {t("desk.show_all", { n: rows.length })}
        </Button>
      )}
    </details>
  );
}

/** The leader chooses whose words stay on top. The first written unless another is chosen. */
function Group({ group: { cards, shared } }: { group: Alike<Shown> }) {
  const [top, setTop] = useState(cards[0]!.key);
  const head = cards.find((card) => card.key === top) ?? cards[0]!;
  const id = head.card!.id;
  const apart = () => {
    const back = keepApart(cards);
    toast(t("mod.did_apart"), { label: t("history.undo"), act: back });
  };
  return (
    <div class="alike-group stack-tight" data-kind={head.kind}>
      <fieldset class="field">
        <legend class="row small">
          <KindMark kind={head.kind} />
          <span class="soft">{t("mod.which_top")}</span>
        </legend>
        <div class="stack-tight">
          {cards.map((card) => (
            <label key={card.key} class="pick" lang={card.lang}>
              <input type="radio" name={`top-${cards[0]!.key}`} checked={card === head} onChange={() => setTop(card.key)} />
              {card.text}
            </label>
          ))}
        </div>
      </fieldset>
      {shared.length > 0 && (
        <p class="row small">
          <span class="soft">{t("mod.shared")}</span>
          {shared.map((word) => (
            <span key={word} class="tag" lang={head.lang}>
              {word}
            </span>
          ))}
        </p>
      )}
      <Refusal of={id} />
      <div class="card-acts">
        <Button
          small
          icon={GitMerge}
          label={t("mod.merge_n_under", { n: cards.length, text: head.text })}
          why={why("card.merge", about(head))}
          onTap={() => void merge(id, cards.filter((card) => card !== head).map((card) => card.card!.id))}
        >
          {t("mod.merge_n", { n: cards.length })}
        </Button>
        <Button small icon={X} label={t("mod.not_same_what", { text: head.text })} onTap={apart}>
          {t("mod.not_same")}
        </Button>
      </div>
    </div>
  );
}
