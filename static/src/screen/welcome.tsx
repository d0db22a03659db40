/** Before it begins: what this is, how to come in, and who is in already. */
import { lang } from "../core/client";
import { both, Qr } from "../ui/bits";
import { GroupSign } from "../ui/marks";
import { t } from "../core/client";
import { useScene } from "./scene";
import { pair, Say, Titled } from "./words";

/** More groups than this are told as one number. */
const MOST = 12;

export function Welcome() {
  const scene = useScene();
  const workshop = scene.workshop.value!;
  const address = scene.join.value;
  const programme = pair(workshop.programme).first;
  const venue = pair(workshop.venue).first;
  return (
    <div class="welcome">
      <div class="welcome-what">
        <Titled text={workshop.title} />
        {programme && <p class="soft">{programme}</p>}
        <p class="soft welcome-where">
          {venue && <span>{venue}</span>}
          {workshop.days.length > 0 && <span class="num">{span(workshop.days)}</span>}
        </p>
        <WhoIsIn />
      </div>
      <div class="welcome-join">
        <p class="welcome-scan">
          <Say id="join.scan_qr" />
        </p>
        <Qr url={address} label={t("join.scan_qr")} size={900} />
        <p class="welcome-address num">{address.replace(/^https?:\/\//, "")}</p>
      </div>
    </div>
  );
}

export function WhoIsIn() {
  const scene = useScene();
  const groups = scene.groups.value;
  return (
    <div class="who">
      <p class="who-all">
        <strong class="num">{t("people.n", { n: scene.people.value })}</strong>
      </p>
      {groups.length <= MOST && (
        <ul class="who-groups">
          {groups.map((group) => (
            <li key={group.id}>
              <GroupSign group={group} />
              <span class="num">{scene.progressOf.value.get(group.id)?.people ?? 0}</span>
              <span class="unseen">{both(group.name)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** "14-16 ທັນວາ 2022": one month is said once. */
export function span(days: readonly string[]): string {
  const [from, to] = [days[0]!, days.at(-1)!].map((iso) => new Date(`${iso}T00:00Z`)) as [Date, Date];
  const say = (date: Date, parts: Intl.DateTimeFormatOptions) =>
    date.toLocaleDateString(lang.value === "lo" ? "lo-LA-u-nu-latn" : "en-GB", { timeZone: "UTC", ...parts });
  const month = { month: "long", year: "numeric" } as const;
  if (+from === +to) return say(from, { day: "numeric", ...month });
  if (from.getUTCMonth() === to.getUTCMonth() && from.getUTCFullYear() === to.getUTCFullYear())
    return t("screen.days", { from: from.getUTCDate(), to: to.getUTCDate(), month: say(from, { month: "long" }), year: from.getUTCFullYear() });
  return t("screen.span", { from: say(from, { day: "numeric", month: "long" }), to: say(to, { day: "numeric", ...month }) });
}
