/* Who has not written or voted yet, in one sentence with one button; or one sentence that says why it is not told. */
import { BellRing, Check } from "lucide-preact";
import type { Person } from "../../core/client";
import { t } from "../../core/strings";
import { Button } from "../../ui/button";
import { use } from "../../phone/world";
import { why } from "../../phone/why";
import { askable, justReminded, missing, remind, waitedFor, whyUntold } from "./roll";

export function Waiting({ people }: { people: readonly Person[] }) {
  const waited = waitedFor();
  const ids = missing();
  if (!waited || ids === undefined || !people.length) return null;
  const names = ids && people.filter((person) => ids.includes(person.id));
  return (
    <div class="roll stack-tight">
      <h3>{t(`roll.${waited}`)}</h3>
      {names === null && <p class="soft">{whyUntold()}</p>}
      {names?.length === 0 && <p>{t(`roll.all_${waited}`)}</p>}
      {names !== null && names.length > 0 && (
        <p class="roll-names">
          {names.map((person, i) => (
            <span key={person.id}>
              <strong>{person.name}</strong>
              {person.seated && <span class="soft"> ({t("here.seated")})</span>}
              {i < names.length - 1 && ", "}
            </span>
          ))}
        </p>
      )}
      {names?.length !== 0 && <RemindAll names={names} />}
    </div>
  );
}

function RemindAll({ names }: { names: readonly Person[] | null }) {
  const { board, me } = use();
  const asked = justReminded("all");
  // Nobody reminds themselves: the button waits until somebody else is left.
  const others = names?.filter((one) => one.id !== me.value.person);
  const nobody = others && !others.some(askable) ? t(others.length ? "roll.no_phone" : "roll.only_you") : null;
  const not = why("board.nudge", board.value) ?? nobody ?? (asked ? t("roll.wait") : null);
  return (
    <Button wide icon={asked ? Check : BellRing} why={not} onTap={() => void remind("all")}>
      {t(asked ? "roll.reminded" : names ? "roll.remind_all" : "roll.remind_unknown")}
    </Button>
  );
}
