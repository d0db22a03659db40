/*
 * The QR of somebody's own page opened this one: the same person on another device. Where nobody was yet it is done by
 * itself; where somebody was, it asks first, and the way back to them is kept.
 */
import { signal } from "@preact/signals";
import { UserRound } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { linkCode, type Person } from "../core/client";
import { t } from "../core/strings";
import { Both, LangSwitch } from "../ui/bits";
import { Button } from "../ui/button";
import { Wrong } from "../ui/field";
import { toast } from "../ui/toast";
import { use } from "./world";

const brought = signal(linkCode);

/** The personal code that waits to be used, if the page was opened by one. */
export const returning = () => brought.value !== undefined;

export function Return() {
  const { client, me, workshop } = use();
  const { everJoined } = client.status.value;
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [came, setCame] = useState(false);
  const mine = client.one<Person>(`person:${me.value.person ?? 0}`).value;
  const somebody = me.value.kind === "person";
  const code = brought.value ?? "";
  const done = () => (brought.value = undefined);

  const come = async () => {
    setBusy(true);
    setWrong(null);
    const reply = await client.comeBack(code);
    setBusy(false);
    if (reply.refused !== undefined) setWrong(reply.say);
    else setCame(true);
  };
  useEffect(() => {
    if (everJoined && !somebody) void come();
  }, [everJoined]);
  useEffect(() => {
    if (mine?.code !== code) return;
    if (!came) toast(t("join.already", { name: mine.name }));
    done();
  }, [mine?.code]);

  const ask = everJoined && somebody && !came && mine?.code !== code;
  return (
    <main id="main" class="join" tabIndex={-1} aria-busy={!ask && !wrong}>
      <LangSwitch />
      <Both of={workshop.value.title} as="h1" />
      {ask && (
        <div class="panel stack">
          <h2>{t("join.other_title")}</h2>
          <p>{t("join.other_say", { name: mine?.name ?? me.value.name ?? "" })}</p>
          <Wrong id="return-wrong" say={wrong} />
          <Button look="main" wide why={busy ? t("st.sending") : null} onTap={() => void come()}>
            {t("join.other_yes")}
          </Button>
          <Button wide icon={UserRound} onTap={done}>
            {t("join.other_no", { name: mine?.name ?? me.value.name ?? "" })}
          </Button>
        </div>
      )}
      {!ask && !wrong && (
        <p class="soft" role="status">
          {t("join.coming")}
        </p>
      )}
      {!ask && wrong && (
        <div class="panel stack">
          <Wrong id="return-wrong" say={wrong} />
          <Button look="main" wide onTap={done}>
            {t("join.button")}
          </Button>
          <Button wide onTap={() => void come()}>
            {t("act.retry")}
          </Button>
        </div>
      )}
    </main>
  );
}
