/** Whose words these are: the group's sign, its name in both languages, and what belongs at the end of the line. */
import type { ComponentChildren } from "preact";
import { t, type Group } from "../core/client";
import { GroupSign } from "../ui/marks";
import { pair } from "./words";

export function GroupLine({ group, children }: { group: Group | undefined; children?: ComponentChildren }) {
  const { first, lang, second, other } = pair(group?.name);
  return (
    <header class="group-line">
      {group && (
        <h1 class="group-line-name" style={{ "--hue": `var(--group-${group.colour % 8})` }}>
          <GroupSign group={group}>
            <span lang={lang}>{first || t("group.n", { n: group.number })}</span>
          </GroupSign>
        </h1>
      )}
      {second && (
        <p class="group-line-second soft" lang={other}>
          {second}
        </p>
      )}
      <div class="group-line-end num">{children}</div>
    </header>
  );
}
