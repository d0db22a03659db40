/* What was done at this table, newest first, each step to be taken back. */
import { Undo2 } from "lucide-preact";
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

const SHOWN = 8;

export function Deeds() {
  const { client, group } = use();
  const [asking, setAsking] = useState<{ deed: Deed; say: string } | null>(null);
  const deeds = client
    .all("deed")
    .value.filter((deed) => deed.group === group.value?.id && deed.undoes === null)
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
              {sentence(deed)}
              <br />
              <span class="soft small num">{t("lead.by", { time: timeText(deed.at), name: deed.by.name })}</span>
            </span>
            {deed.undone ? (
              <span class="tag">{t("lead.undone")}</span>
            ) : (
              <Button
                small
                icon={Undo2}
                label={t("lead.undo_what", { what: sentence(deed) })}
                why={why("deed.undo", { group: deed.group })}
                onTap={() => void undo(deed, false)}
              >
                {t("act.undo")}
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

/** A deed in words: the sentence of its command, with the phase or the card's own text where there is one. */
function sentence(deed: Deed): string {
  const { client } = use();
  const says = deed.says;
  const phase = typeof says.phase === "string" ? t(`phase.${says.phase}`) : "";
  const card = client.all("card").value.find((one) => one.id === says.card)?.text ?? "";
  const person = client.all("person").value.find((one) => one.id === says.person)?.name ?? "";
  const group = both(use().groups.value.find((one) => one.id === deed.group)?.name);
  const id = deed.name === "board.lock" && says.locked === false ? "deed.board.unlock" : `deed.${deed.name}`;
  return t(id, { phase, card, person, group });
}
