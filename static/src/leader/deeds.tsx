/* What was done at this table, newest first, each step to be taken back. */
import { Redo2, Undo2 } from "lucide-preact";
import { useState } from "preact/hooks";
import type { Deed } from "../core/client";
import { t } from "../core/strings";
import { both } from "../ui/bits";
import { Button } from "../ui/button";
import { timeText } from "../ui/dates";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { use } from "../phone/world";
import { why } from "../phone/why";
import { give } from "./give";

const SHOWN = 8;

export function Deeds() {
  const { client, group } = use();
  const [asking, setAsking] = useState<{ deed: Deed; say: string } | null>(null);
  const deeds = client
    .all("deed")
    .value.filter((deed) => deed.group === group.value?.id && !deed.undoes)
    .slice(-SHOWN)
    .reverse();
  const undo = async (deed: Deed, together: boolean) => {
    const reply = await client.send("deed.undo", { deed: deed.id, ...(together ? { together } : {}) });
    if (reply.refused === undefined) return toast(t("lead.undone"));
    if (reply.refused === "built_on") setAsking({ deed, say: reply.say });
    else toast(reply.say);
  };
  return (
    <section class="panel stack" aria-labelledby="desk-deeds">
      <h2 id="desk-deeds">{t("view.history")}</h2>
      {deeds.length === 0 && <p class="soft">{t("lead.no_deeds")}</p>}
      <ol class="people">
        {deeds.map((deed) => (
          <li key={deed.key} class="row-apart">
            <span class="grow">
              <span class={deed.undone ? "soft" : ""}>{sentence(deed)}</span>
              {deed.undone && <span class="tag tag-amber">{t("lead.undone")}</span>}
              <br />
              <span class="soft small num">{t("lead.by", { time: timeText(deed.at), name: doer(deed) })}</span>
            </span>
            {!theirs(deed) && <span class="tag">{t("role.chair")}</span>}
            {theirs(deed) && (
              <Button
                small
                icon={deed.undone ? Redo2 : Undo2}
                label={t(deed.undone ? "lead.redo_what" : "lead.undo_what", { what: sentence(deed) })}
                why={why("deed.undo", { group: deed.group })}
                onTap={() => void (deed.undone ? give("deed.redo", { deed: deed.id }) : undo(deed, false))}
              >
                {t(deed.undone ? "lead.redo" : "act.undo")}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {asking && (
        <Sheet title={t("act.undo_action")} onClose={() => setAsking(null)}>
          <p>{asking.say}</p>
          <Button
            look="main"
            wide
            onTap={() => {
              void undo(asking.deed, true);
              setAsking(null);
            }}
          >
            {t("lead.undo_together")}
          </Button>
          <Button wide onTap={() => setAsking(null)}>
            {t("act.cancel")}
          </Button>
        </Sheet>
      )}
    </section>
  );
}

/** What only the chair may do stays the chair's to take back. */
const theirs = (deed: Deed) => "leader" in (use().client.rules.value[deed.name] ?? {});

function doer(deed: Deed): string {
  const by = use().client.all("person").value.find((person) => person.id === deed.by);
  return by?.name ?? t("role.chair");
}

/** A deed in words: the sentence of its command, with the phase or the card's own text where there is one. */
function sentence(deed: Deed): string {
  const { client } = use();
  const says = deed.says;
  const phase = typeof says.phase === "string" ? t(`phase.${says.phase}`) : "";
  const card = client.all("card").value.find((one) => one.id === says.card)?.text ?? "";
  const person = client.all("person").value.find((one) => one.id === says.person)?.name ?? "";
  const group = both(use().groups.value.find((one) => one.id === deed.group)?.name);
  const id = deed.name === "board.lock" && says.locked === false ? "deed.board.unlock" : `deed.${deed.name}`;
  const role = typeof says.role === "string" ? t(`role.${says.role}`) : "";
  return t(id, { phase, card, person, group, role, n: 1 });
}
