/*
 * The QR of somebody's own page opened this one, and whoever holds the phone has said that it is them (ui/ask.tsx): the
 * same person on another device. Where somebody was, the way back to them is kept.
 */
import { useEffect, useState } from "preact/hooks";
import type { Person, Refused } from "../core/client";
import { t } from "../core/strings";
import { Again, useAgain } from "../ui/again";
import { Both, LangSwitch } from "../ui/bits";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";
import { brought } from "./returning";
import { use } from "./world";

export { ask } from "../ui/ask";

export function Return() {
  const { client, me, workshop } = use();
  const { everJoined } = client.status.value;
  const [wrong, setWrong] = useState<Refused>();
  const [came, setCame] = useState<number>();
  const mine = client.one<Person>(`person:${me.value.person ?? 0}`).value;
  const code = brought.value ?? "";
  const done = () => (brought.value = undefined);

  const come = async () => {
    setWrong(undefined);
    const reply = await client.comeBack(code);
    if (reply.refused !== undefined) setWrong(reply);
    else setCame(reply.ok.person);
  };
  useEffect(() => {
    if (everJoined && mine?.code !== code) void come();
  }, [everJoined]);
  useEffect(() => {
    // A code that others were told brings somebody back once, and is another from then on.
    if (mine?.code !== code && (came === undefined || me.value.person !== came)) return;
    if (came === undefined) toast(t("join.already", { name: mine!.name }));
    done();
  }, [mine?.code, came, me.value.person]);
  const left = useAgain(wrong, () => void come());

  return (
    <main id="main" class="join" tabIndex={-1} aria-busy={!wrong}>
      <LangSwitch />
      <Both of={workshop.value.title} as="h1" />
      {wrong ? (
        <div class="panel stack">
          <Again id="return-wrong" refused={wrong} left={left} />
          <Button look="main" wide onTap={done}>
            {t("join.button")}
          </Button>
          <Button wide onTap={() => void come()}>
            {t("act.retry")}
          </Button>
        </div>
      ) : (
        <p class="soft" role="status">
          {t("join.coming")}
        </p>
      )}
    </main>
  );
}
