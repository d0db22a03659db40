/* The shared vision board on the phone: each theme with the groups' own cards that it is made of. */
import { t } from "../core/strings";
import type { Source, Theme } from "../core/client";
import { Both } from "../ui/bits";
import { Count, countWord } from "../ui/count";
import { GroupSign, KindMark } from "../ui/marks";
import { use } from "./world";

export function VisionTab() {
  const { client } = use();
  const themes = [...client.all("theme").value].sort((a, b) => a.position - b.position || a.id - b.id);
  return (
    <div class="part stack wide">
      <h1>{t("tab.vision")}</h1>
      {themes.length === 0 && <p class="empty">{t("vision.empty")}</p>}
      <ul class="stack">
        {themes.map((theme) => (
          <ThemeView key={theme.key} theme={theme} />
        ))}
      </ul>
    </div>
  );
}

function ThemeView({ theme }: { theme: Theme }) {
  const { client, groups } = use();
  const sources = client
    .all("source")
    .value.filter((source) => source.theme === theme.id)
    .sort((a, b) => a.position - b.position || a.id - b.id);
  return (
    <li class="theme" style={{ "--theme": `var(--group-${theme.colour % 8})` }}>
      <Both of={theme.title} as="h2" />
      <p class="soft num">
        {t("vision.breadth", { n: theme.groups.length, all: groups.value.length })}
        <span aria-hidden="true"> · </span>
        {t("vision.cards", { n: theme.cards })}
        <span aria-hidden="true"> · </span>
        {countWord(theme)}
      </p>
      <p class="row">
        {groups.value.map((group) => theme.groups.includes(group.id) && <GroupSign key={group.key} group={group} />)}
      </p>
      {sources.length > 0 && (
        <details class="fold">
          <summary>{t("vision.sources")}</summary>
          <ul class="sources">
            {sources.map((source) => (
              <SourceView key={source.key} source={source} />
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function SourceView({ source }: { source: Source }) {
  const group = use().groups.value.find((one) => one.id === source.group);
  return (
    <li class="source">
      <p lang={source.lang}>{source.text}</p>
      <p class="row small">
        <KindMark kind={source.kind} />
        {group && (
          <GroupSign group={group}>
            <Both of={group.name} />
          </GroupSign>
        )}
        <Count of={source} class="soft" />
      </p>
    </li>
  );
}
