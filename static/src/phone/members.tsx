/* Cards that say the same stand under one of them, folded; a tap shows the words of each. */
import { ChevronDown, MoreHorizontal } from "lucide-preact";
import { useState } from "preact/hooks";
import { t } from "../core/strings";
import { both } from "../ui/bits";
import { Button } from "../ui/button";
import { Clarified } from "../ui/clarified";
import { Icon } from "../ui/icons";
import { PaperMark } from "../ui/marks";
import type { Shown } from "./cards";
import { openSheet } from "./open";
import { orgOf, use } from "./world";

export function Members({ of, head }: { of: readonly Shown[]; head: Shown }) {
  const [open, setOpen] = useState(false);
  const { leads } = use();
  if (!of.length) return null;
  return (
    <div class="members">
      <button type="button" class="members-open" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span class="num">{t("card.same_n", { n: of.length })}</span>
        {!open && of.some((one) => one.mine) && <span class="tag tag-accent">{t("card.one_yours")}</span>}
        <Icon of={ChevronDown} />
      </button>
      {open && (
        <ul aria-label={t("card.same_as", { text: head.text })}>
          {of.map((one) => (
            <li key={one.key} id={one.key} class="member">
              <div class="grow">
                <p lang={one.lang}>{one.text}</p>
                <p class="card-foot">
                  {one.mine ? <span class="tag tag-accent">{t("card.yours")}</span> : one.author && <span class="soft small">{one.author}</span>}
                  {one.card?.paper && <PaperMark />}
                  {orgOf(one.org) && <span class="tag">{both(orgOf(one.org))}</span>}
                </p>
                {one.card && <Clarified of={one.card.key} />}
              </div>
              {one.card && (one.mine || leads.value) && (
                <Button look="bare" icon={MoreHorizontal} haspopup="dialog" label={t("card.acts")} onTap={() => openSheet("menu", one.key)} />
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
