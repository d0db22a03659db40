/* Who came back by their code, and when: a code may be in other hands, and whoever knows the person sees it first. */
import type { Client, Id } from "../core/client";
import { t } from "../core/strings";
import { whenText } from "./dates";

export function CameBack({ client, person }: { client: Client; person: Id }) {
  const last = client.all("comeback").value.find((one) => one.person === person);
  return last ? <span class="soft small num">{t("people.came_back", { time: whenText(last.at, client.now()) })}</span> : null;
}
