/* The log of this table: who did what, when, and why; each step with its way back and forth again. Newest first. */
import { Redo2, Undo2 } from "lucide-preact";
import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import type { Deed } from "../core/client";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { timeText } from "../ui/dates";
import { deedCards, deedReason, deedWords, moderates } from "../ui/deedwords";
import { useLog } from "../ui/still";
import { use } from "../phone/world";
import { why } from "../phone/why";
import { deedsHere, doer, names } from "./desk/fate";
import { redo, undo } from "./undo";

const PAGE = 8;
const only = signal(false);

export function Deeds() {
  const [pages, setPages] = useState(1);
  const all = deedsHere().filter((deed) => !only.value || moderates(deed));
  const log = useLog(all, String(only.value));
  const shown = log.list.slice(-PAGE * pages).reverse();
  return (
    <section class="panel stack" aria-labelledby="desk-deeds" {...log.hand}>
      {/* As high with the button as without: what is below must not move when it comes. */}
      <div class="row-apart log-head">
        <h2 id="desk-deeds">{t("view.history")}</h2>
        <span role="status">
          {log.fresh > 0 && (
            <Button small class="num" onTap={log.show}>
              {t("mod.fresh", { n: log.fresh })}
            </Button>
          )}
        </span>
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={only.value}
          onChange={(event) => {
            only.value = event.currentTarget.checked;
            setPages(1);
          }}
        />
        {t("mod.log_only")}
      </label>
      {all.length === 0 && <p class="soft">{t(only.value ? "history.empty" : "lead.no_deeds")}</p>}
      <ol class="people log">
        {shown.map((deed) => (
          <li key={deed.key} class="row-apart">
            <Told deed={deed} />
            <Turn deed={deed} />
          </li>
        ))}
      </ol>
      {log.list.length > shown.length && (
        <Button wide class="num" onTap={() => setPages(pages + 1)}>
          {t("mod.log_earlier", { n: log.list.length - shown.length })}
        </Button>
      )}
    </section>
  );
}

function Told({ deed }: { deed: Deed }) {
  const reason = deedReason(deed);
  const [first, ...others] = deedCards(deed);
  const card = first === undefined ? undefined : use().client.all("card").value.find((one) => one.id === first);
  return (
    <div class="grow">
      <p>
        <span class={deed.undone ? "soft" : ""}>{deedWords(deed, names)}</span>{" "}
        {deed.undone && <span class="tag tag-amber">{t("history.undone")}</span>}
      </p>
      {card && (
        <p class="log-card soft small">
          <span class="clamp-2" lang={card.lang}>
            {card.text}
          </span>
          {others.length > 0 && <span class="num">{t("mod.and_more", { n: others.length })}</span>}
        </p>
      )}
      {reason && <p class="small">{t("mod.because", { reason })}</p>}
      <p class="soft small num">{t("lead.by", { time: timeText(deed.at), name: doer(deed) })}</p>
    </div>
  );
}

function Turn({ deed }: { deed: Deed }) {
  if (deed.note) return null;
  // What only the chair may do stays the chair's to take back.
  if (!("leader" in (use().client.rules.value[deed.name] ?? {}))) return <span class="tag">{t("role.chair")}</span>;
  const what = deedWords(deed, names);
  return (
    <Button
      small
      icon={deed.undone ? Redo2 : Undo2}
      label={t(deed.undone ? "history.redo_what" : "history.undo_what", { what })}
      why={why(deed.undone ? "deed.redo" : "deed.undo", { group: deed.group })}
      onTap={() => (deed.undone ? redo(deed.id) : void undo(deed.id))}
    >
      {t(deed.undone ? "history.redo" : "history.undo")}
    </Button>
  );
}
