/** Said calmly where the chair looks: in an anonymous workshop some bodies' names would tell who wrote. */
import { EyeOff } from "lucide-preact";
import { t } from "../core/client";
import { both } from "../ui/bits";
import { Icon } from "../ui/icons";
import { few } from "./few";
import { useRoom } from "./room";
import { collate } from "./words";

export function FewPanel() {
  const { client, people, workshop } = useRoom();
  if (!workshop.value || workshop.value.named) return null;
  const found = few(people.value, client.all("org").value);
  if (found.names.length === 0) return null;
  const names = found.names.map(both).sort(collate);
  return (
    <section class="panel stack-tight few" aria-labelledby="few">
      <h3 id="few" class="row">
        <Icon of={EyeOff} />
        <span class="grow">{t("few.title", { n: names.length })}</span>
      </h3>
      <p>{t("few.say", { n: names.length, bodies: found.bodies, people: found.people })}</p>
      <p class="strong">{t("few.do")}</p>
      <details class="fold">
        <summary>{t("few.which")}</summary>
        <ul class="few-names">
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}
