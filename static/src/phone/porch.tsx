/* Before one is in: the question to a name that is here already, the closed door, and waiting to be let in. */
import { KeyRound, UserRound } from "lucide-preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../core/strings";
import { Both, LangSwitch } from "../ui/bits";
import { Button } from "../ui/button";
import { GroupSign } from "../ui/marks";
import { question } from "./door";
import { use } from "./world";

/** In the place of the Join button; what was typed stays above it. */
export function Asked() {
  const it = question.value!;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div class="panel stack" ref={box} role="group" aria-labelledby="asked" tabIndex={-1}>
      <h2 id="asked">{it.say}</h2>
      <Button look="main" wide icon={KeyRound} onTap={it.yes}>
        {t("door.asked_yes")}
      </Button>
      <Button wide icon={UserRound} onTap={it.no}>
        {t("door.asked_no")}
      </Button>
    </div>
  );
}

/** Nobody new comes in now. Whoever was here has the button for the personal code below. */
export function Shut() {
  return (
    <div class="panel stack">
      <h2>{t("door.shut")}</h2>
      <p>{t("door.shut_say")}</p>
      <Button wide onTap={() => location.reload()}>
        {t("act.retry")}
      </Button>
    </div>
  );
}

/** The page goes on by itself: whoever is let in is told, and so is whoever is not. */
export function Waits() {
  const { client, workshop, group, me } = use();
  return (
    <main id="main" class="join" tabIndex={-1}>
      <LangSwitch />
      <Both of={workshop.value.title} as="h1" />
      <div class="panel stack" role="status">
        <h2>{t("door.waits")}</h2>
        <p class="strong">{me.value.name}</p>
        {group.value && (
          <GroupSign group={group.value}>
            <Both of={group.value.name} />
          </GroupSign>
        )}
        <p>{t("door.waits_say")}</p>
        {client.status.value.stale && <p class="soft">{t("phone.connecting.long")}</p>}
      </div>
    </main>
  );
}
