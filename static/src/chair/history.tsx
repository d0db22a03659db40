/** What was done, by whom and when, newest first; each step with its way back, and back to any point of it at once. */
import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { t, type Deed, type Id } from "../core/client";
import { Button } from "../ui/button";
import { Choices } from "../ui/choice";
import { atOnce, Sheet } from "../ui/sheet";
import { useLog } from "../ui/still";
import { BackSheet, LastBack } from "./rewind";
import { Step } from "./historystep";
import { useRoom } from "./room";
import { view } from "./shape";
import { deeds, doer } from "./undo";

export const historyOpen = signal(false);

/** Steps of the merge desk, or of everything that was done here. Unpicked: what suits the page one is on. */
type Which = "merge" | "all";
const which = signal<Which | undefined>(undefined);
const by = signal<Id | undefined>(undefined);
const PAGE = 60;

const merges = (deed: Deed): boolean =>
  /^(theme|hint|synonym|vision|poll|clarification)\.|^card\.park$/.test(deed.name);

export function History() {
  if (!historyOpen.value) return null;
  return (
    <>
      <Sheet title={t("view.history")} onClose={atOnce(() => (historyOpen.value = false))}>
        <Steps />
      </Sheet>
      <BackSheet />
    </>
  );
}

function Steps() {
  const room = useRoom();
  const [pages, setPages] = useState(1);
  const helper = room.client.me.value.role === "helper";
  const shownWhich: Which = which.value ?? (view.value === "desk" && !helper ? "merge" : "all");
  const every = deeds(room).filter((deed) => helper || shownWhich === "all" || merges(deed));
  const found = every.filter((deed) => by.value === undefined || deed.by === by.value);
  const log = useLog(found, `${shownWhich} ${by.value ?? ""}`);
  const shown = log.list.slice(-PAGE * pages).reverse();
  return (
    <>
      <LastBack />
      {/* The hand that goes to what has come is on the log still. */}
      <div class="stack" {...log.hand}>
      <div class="history-filters">
        {!helper && (
          <Choices
            name="history-which"
            label={t("history.which")}
            hideLabel
            value={shownWhich}
            of={[
              { value: "merge", say: t("chair.view.desk") },
              { value: "all", say: t("history.all") },
            ]}
            onPick={(one: Which) => (which.value = one)}
          />
        )}
        <Doers of={every} />
        {log.fresh > 0 && (
          <Button small class="num" onTap={log.show}>
            {t("mod.fresh", { n: log.fresh })}
          </Button>
        )}
      </div>
      {found.length === 0 && <p class="empty">{t("history.empty")}</p>}
      <ol class="history">
        {shown.map((deed) => (
          <Step key={deed.id} deed={deed} />
        ))}
      </ol>
      </div>
      {log.list.length > shown.length && (
        <Button wide class="num" onTap={() => setPages(pages + 1)}>
          {t("mod.log_earlier", { n: log.list.length - shown.length })}
        </Button>
      )}
    </>
  );
}

/** By whom, of those who did any of it. */
function Doers({ of }: { of: readonly Deed[] }) {
  const room = useRoom();
  const known = new Map<Id, string>();
  for (const deed of of) {
    if (deed.by !== null && !known.has(deed.by)) known.set(deed.by, doer(room, deed));
  }
  if (known.size < 2 && by.value === undefined) return null;
  return (
    <select
      id="history-by"
      class="input"
      aria-label={t("history.by")}
      value={String(by.value ?? "")}
      onChange={(event) => (by.value = event.currentTarget.value ? Number(event.currentTarget.value) : undefined)}
    >
      <option value="">{t("history.by_all")}</option>
      {[...known].map(([id, name]) => (
        <option key={id} value={String(id)}>
          {name}
        </option>
      ))}
    </select>
  );
}
