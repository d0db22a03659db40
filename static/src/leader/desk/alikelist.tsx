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
import { alike, keepApart } from "./alike";
import { merge } from "./ask";
import { Refusal } from "./row";

const AT_ONCE = 5;

export function AlikeList() {
  const groups = alike();
  const [all, setAll] = useState(false);
  if (!groups.length) return null;
  return (
    <details class="panel alike">
      <summary>
        <h2 class="row">
          {t("mod.alike")} <span class="tag tag-accent num">{groups.length}</span>
        </h2>
      </summary>
      <p class="soft">{t("mod.alike_say")}</p>
      <ul class="stack">
        {groups.slice(0, all ? undefined : AT_ONCE).map((group) => (
          <li key={group.cards.map((card) => card.key).join()}>
            <Group group={group} />
          </li>
        ))}
      </ul>
      {!all && groups.length > AT_ONCE && (
        <Button wide onTap={() => setAll(true)}>
          {t("desk.show_all", { n: groups.length })}
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
    toast(t("mod.did_apart"), { label: t("act.undo"), act: back });
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
          icon={GitMerge}
          label={t("mod.merge_n_under", { n: cards.length, text: head.text })}
          why={why("card.merge", about(head))}
          onTap={() => void merge(id, cards.filter((card) => card !== head).map((card) => card.card!.id))}
        >
          {t("mod.merge_n", { n: cards.length })}
        </Button>
        <Button icon={X} label={t("mod.not_same_what", { text: head.text })} onTap={apart}>
          {t("mod.not_same")}
        </Button>
      </div>
    </div>
  );
}
