/** `/chair`: the workshops of this house, and the way to a new one. */
import { Plus } from "lucide-preact";
import { signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../core/client";
import { both, LangSwitch } from "../ui/bits";
import { Button } from "../ui/button";
import { Toasts } from "../ui/toast";
import { Address, LargeQr } from "./address";
import { NewWorkshop } from "./newform";
import { goNew, here, listWorkshops, ownersLink, ownerToken, renewChair, renewOwner, type Listed } from "./owner";
import { Renewal } from "./renewal";
import { date } from "./words";

const listed = signal<Listed[] | undefined>(undefined);
const trouble = signal("");
/** The owner's link was renewed elsewhere. */
const ended = signal(false);
/** The form is open. It lives in the address (`#new`), so that a reload and Back find it. */
const making = signal(false);
const followAddress = () => {
  making.value = location.hash === "#new";
};

/** False where the list could not be read: what it holds may have ended. */
async function load(): Promise<boolean> {
  const answer = await listWorkshops();
  ended.value = !!answer && !Array.isArray(answer) && answer.refused === "renewed";
  if (Array.isArray(answer)) {
    listed.value = answer;
    trouble.value = "";
    // Nothing to choose from yet: the link opens the form at once.
    if (answer.length === 0) goNew(true);
    return true;
  }
  trouble.value = ended.value ? t("house.renewed") : (answer?.say ?? t("err.server"));
  return false;
}

export function HousePage() {
  useEffect(() => {
    if (ownerToken()) void load();
    else trouble.value = t("house.no_token");
    followAddress();
    addEventListener("hashchange", followAddress);
    return () => removeEventListener("hashchange", followAddress);
  }, []);
  return (
    <div class="house">
      <header class="house-head">
        <h1>{making.value ? t("new.title") : t("house.title")}</h1>
        <LangSwitch />
      </header>
      <main>
        {trouble.value !== "" && (
          <div class="panel stack" role="alert">
            <p>{trouble.value}</p>
            {ownerToken() && !ended.value && (
              <div>
                <Button onTap={() => void load()}>{t("act.retry")}</Button>
              </div>
            )}
          </div>
        )}
        {trouble.value === "" && !listed.value && <p class="empty">{t("st.loading")}</p>}
        {listed.value && (making.value ? <NewWorkshop canLeave={listed.value.length > 0} /> : <List of={listed.value} />)}
      </main>
      <Toasts />
    </div>
  );
}

function List({ of: workshops }: { of: Listed[] }) {
  return (
    <div class="stack">
      <div>
        <Button look="main" icon={Plus} onTap={() => goNew(true)}>
          {t("new.title")}
        </Button>
      </div>
      {workshops.length === 0 && <p class="empty">{t("house.empty")}</p>}
      <ul class="stack-tight">
        {workshops.map((workshop) => (
          <li key={workshop.code} class="panel house-line">
            <a class="house-item grow" href={here(workshop.chair ?? `/chair/${workshop.code}`)}>
              <span class="house-name">{both(workshop.title)}</span>
              <span class="row soft small">
                {workshop.venue && both(workshop.venue) && <span>{both(workshop.venue)}</span>}
                {workshop.days?.[0] && <span class="num">{date(workshop.days[0])}</span>}
                <span class="num">{t("house.code", { code: workshop.code })}</span>
                {workshop.state === "closed" && <span class="tag">{t("house.closed")}</span>}
              </span>
            </a>
            {workshop.chair && <ChairsLink workshop={workshop} />}
          </li>
        ))}
      </ul>
      <OwnersLink />
      <LargeQr />
    </div>
  );
}

/** Given to the chair on paper, or lost: the owner ends it and has the new one at once. */
function ChairsLink({ workshop }: { workshop: Listed }) {
  const shown = useSignal(false);
  const who = both(workshop.title);
  return (
    <>
      <Renewal
        title={t("house.renew_chair")}
        label={t("house.renew_chair_of", { who })}
        says={t("house.renew_chair_say")}
        does={t("links.renew")}
        done={t("links.renewed")}
        renew={async () => {
          const wrong = await renewChair(workshop.code);
          if (wrong !== undefined) return wrong;
          shown.value = await load();
          return shown.value ? undefined : t("err.server");
        }}
      />
      {shown.value && <Address id={`chair-${workshop.code}`} label={t("house.new_chair")} title={who} url={workshop.chair!} secret />}
    </>
  );
}

function OwnersLink() {
  const url = useSignal<string | undefined>(undefined);
  const look = async () => void (url.value = await ownersLink());
  useEffect(() => void look(), []);
  if (!url.value) return null;
  return (
    <section class="panel stack-tight" aria-labelledby="house-owner">
      <h2 id="house-owner">{t("house.owner")}</h2>
      <p class="soft">{t("house.owner_say")}</p>
      <Address id="link-owner" label={t("links.address")} title={t("house.owner")} url={url.value} secret />
      <div>
        <Renewal
          title={t("house.renew_owner")}
          says={t("house.renew_owner_say")}
          does={t("links.renew")}
          done={t("links.renewed")}
          renew={async () => {
            const wrong = await renewOwner();
            if (wrong === undefined) await Promise.all([look(), load()]);
            return wrong;
          }}
        />
      </div>
    </section>
  );
}
