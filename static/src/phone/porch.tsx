/* Before one is in: the question to a name that is here already, the closed door, and waiting to be let in. */
import { KeyRound, UserRound } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../core/strings";
import { Both, LangSwitch } from "../ui/bits";
import { Button } from "../ui/button";
import { GroupSign } from "../ui/marks";
import { byCode, question } from "./door";
import { Before } from "./join";
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

/** What this page was opened by has been renewed. It says so until it was read, and knows the way on. */
export function Ended() {
  const { client, workshop } = use();
  const invitation = client.status.value.refused?.invitation;
  const [asked, setAsked] = useState(false);
  const on = () => {
    setAsked(true);
    byCode.value = !invitation;
    client.reconnect();
  };
  return (
    <main id="main" class="join" tabIndex={-1}>
      <LangSwitch />
      <Both of={workshop.value.title} as="h1" />
      <div class="panel stack" role="status">
        <h2>{t(invitation ? "phone.uninvited.title" : "phone.renewed.title")}</h2>
        <p>{t(invitation ? "phone.uninvited.say" : "phone.renewed.say")}</p>
        <Button look="main" wide icon={invitation ? UserRound : KeyRound} onTap={on}>
          {t(invitation ? "phone.without_invite" : "join.have_code")}
        </Button>
        {/* Without a network nothing else would answer the tap. It goes on by itself. */}
        {asked && <p class="soft">{t("phone.connecting.long")}</p>}
      </div>
      <Before />
    </main>
  );
}

/** An invitation to lead, when all whom it was for are in. */
export function Used() {
  const { client } = use();
  return (
    <div class="panel stack">
      <h2>{t("phone.invite_used.title")}</h2>
      <p>{t("phone.invite_used.say")}</p>
      <Button look="main" wide icon={UserRound} onTap={() => client.putAway()}>
        {t("phone.without_invite")}
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
