/** Before it begins: what this is, how to come in, and who is in already. */
import { t } from "../core/client";
import { both, Qr } from "../ui/bits";
import { GroupSign } from "../ui/marks";
import { useScene } from "./scene";
import { pair, Say, Titled } from "./words";

/** More groups than this are told as one number. */
const MOST = 12;

export function Welcome() {
  const scene = useScene();
  const workshop = scene.workshop.value!;
  const address = scene.join.value;
  const [host, ...code] = address.replace(/^https?:\/\//, "").split("/");
  const shut = workshop.door === "closed";
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
        {/* No promise that the door breaks: whoever was here before still comes in by the code below. */}
        <p class="welcome-scan">
          <Say id={shut ? "door.closed" : workshop.door === "wait" ? "screen.ask_in" : "join.scan_qr"} />
        </p>
        {shut && (
          <p class="welcome-shut soft">
            <Say id="screen.shut" />
          </p>
        )}
        {!shut && <Qr url={address} label={t("join.scan_qr")} size={900} />}
        <p class="welcome-address num">
          <span>{host}</span>
          <span>/{code.join("/")}</span>
        </p>
        <p class="corner-words">
          <span class="corner-label">{t("join.code")}</span>
          <strong class="num">{scene.client.code}</strong>
        </p>
      </div>
    </div>
  );
}

function WhoIsIn() {
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

/** "14-16 ທັນວາ 2022": one month is said once. Browsers often lack Lao months, so the words are our own. */
function span(days: readonly string[]): string {
  const part = (iso: string) => {
    const [year, month, day] = iso.split("-").map(Number) as [number, number, number];
    return { day, month: t(`month.${month}`), year };
  };
  const [from, to] = [part(days[0]!), part(days.at(-1)!)];
  const { month, year } = to;
  if (days.length === 1) return t("screen.day", { ...to });
  if (from.month === month && from.year === year) return t("screen.days", { from: from.day, to: to.day, month, year });
  return t("screen.span", { from: t("screen.day", { ...from }), to: t("screen.day", { ...to }) });
}
