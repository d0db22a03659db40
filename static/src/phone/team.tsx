/** Somebody of the theme team: from their own phone's page to the merge desk, in this browser. */
import { Columns2 } from "lucide-preact";
import { boot } from "../core/boot";
import { t } from "../core/strings";
import { Icon } from "../ui/icons";
import { use } from "./world";

export function TeamYours() {
  const { client, me } = use();
  if (me.value.role !== "helper") return null;
  return (
    <section class="panel stack-tight" aria-labelledby="team-yours">
      <h2 id="team-yours">{t("team.yours")}</h2>
      <p>{t("team.yours_say")}</p>
      <a class="btn btn-main btn-wide" href={`${boot.base}/chair/${client.code}?team`}>
        <Icon of={Columns2} />
        {t("team.open")}
      </a>
      <p class="soft small">{t("team.elsewhere")}</p>
    </section>
  );
}
