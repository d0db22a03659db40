/** `/chair`: the workshops of this house, and the way to a new one. */
import { Plus } from "lucide-preact";
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../core/client";
import { both, LangSwitch } from "../ui/bits";
import { Button } from "../ui/button";
import { Toasts } from "../ui/toast";
import { NewWorkshop } from "./newform";
import { here, listWorkshops, ownerToken, type Listed } from "./owner";
import { date } from "./words";

const listed = signal<Listed[] | undefined>(undefined);
const trouble = signal("");
/** The form is open. It lives in the address (`#new`), so that a reload and Back find it. */
export const making = signal(false);
const followAddress = () => {
  making.value = location.hash === "#new";
};
export const goNew = (on: boolean): void => {
  location.hash = on ? "new" : "";
};

async function load(): Promise<void> {
  const answer = await listWorkshops();
  if (Array.isArray(answer)) {
    listed.value = answer;
    trouble.value = "";
    // Nothing to choose from yet: the link opens the form at once.
    if (answer.length === 0) goNew(true);
  } else trouble.value = answer?.say ?? t("err.server");
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
            {ownerToken() && (
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
          <li key={workshop.code}>
            <a class="panel house-item" href={here(workshop.chair ?? `/chair/${workshop.code}`)}>
              <span class="house-name">{both(workshop.title)}</span>
              <span class="row soft small">
                {workshop.venue && both(workshop.venue) && <span>{both(workshop.venue)}</span>}
                {workshop.days?.[0] && <span class="num">{date(workshop.days[0])}</span>}
                <span class="num">{t("house.code", { code: workshop.code })}</span>
                {workshop.state === "closed" && <span class="tag">{t("house.closed")}</span>}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
