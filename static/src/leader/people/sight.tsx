/* Where a person is, as a sign and a word; and what the words mean. */
import { Armchair, CircleCheck, Hourglass, type LucideIcon, Moon, Unplug } from "lucide-preact";
import type { Person, Sight } from "../../core/client";
import { t } from "../../core/strings";
import { Icon } from "../../ui/icons";
import { use } from "../../phone/world";

const SIGN: Record<Sight | "seated", LucideIcon> = {
  here: CircleCheck,
  behind: Hourglass,
  asleep: Moon,
  left: Unplug,
  seated: Armchair,
};

/** Undefined until the server has told of this table: the one who asks is here, so it names at least them. */
export function sightOf(person: Person): Sight | "seated" | undefined {
  const { client, me } = use();
  if (person.seated) return "seated";
  const { here } = client.presence.value;
  if (!(String(me.value.person) in here)) return undefined;
  return here[String(person.id)] ?? "left";
}

export function SightMark({ person }: { person: Person }) {
  const sight = sightOf(person);
  if (!sight && !use().workshop.value.named) return null; // nobody is told
  // Its place is kept until it is told: nothing moves under the finger when it comes.
  if (!sight)
    return (
      <span class="sight sight-untold" aria-hidden="true">
        <Icon of={SIGN.here} />
        {t("here.here")}
      </span>
    );
  return (
    <span class={`sight sight-${sight}`}>
      <Icon of={SIGN[sight]} />
      {t(`here.${sight}`)}
    </span>
  );
}

export function SightWords() {
  return (
    <details class="fold">
      <summary class="small">{t("here.words")}</summary>
      <dl class="sights small">
        {(["here", "asleep", "behind", "left"] as const).map((sight) => (
          <div key={sight}>
            <dt class={`sight sight-${sight}`}>
              <Icon of={SIGN[sight]} />
              {t(`here.${sight}`)}
            </dt>
            <dd class="soft">{t(`here.${sight}.say`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
