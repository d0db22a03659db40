/* One theme: its number, what the chair said to it, and on demand its cards. While the room votes, its dots. */
import { computed } from "@preact/signals";
import { useMemo, useState } from "preact/hooks";
import type { Round, Source, Tally, Theme } from "../core/client";
import { lang, t } from "../core/strings";
import { Bar, Both, both } from "../ui/bits";
import { Button } from "../ui/button";
import { Clarified } from "../ui/clarified";
import { Count, NONE, total } from "../ui/count";
import { Counted } from "../ui/counted";
import { GroupSign, SavedMark } from "../ui/marks";
import { ThemeNumber } from "../ui/number";
import { atOnce, Sheet } from "../ui/sheet";
import { give } from "./ballot";
import { counting } from "./cluster";
import { VoteRow } from "./dots";
import { own, round as plenary, subjectsOf, vision, whyNot } from "./poll";
import { SourceView } from "./source";
import { spread } from "./spread";
import { useGrowing } from "./threads";
import { talliesOf, use } from "./world";

const within = computed(() => {
  const found = new Map<number, Source[]>();
  for (const source of use().client.all("source").value)
    if (source.theme !== null) found.set(source.theme, [...(found.get(source.theme) ?? []), source]);
  for (const list of found.values()) list.sort((a, b) => a.position - b.position || a.id - b.id);
  return found;
});
const NOTHING: readonly Source[] = [];
const sourcesOf = (id: number): readonly Source[] => within.value.get(id) ?? NOTHING;

const tallyOf = spread(() => talliesOf(plenary.value));
const most = computed(() => Math.max(1, ...[...talliesOf(plenary.value).values()].map(total)));

export function ThemeView({ theme, voting }: { theme: Theme; voting: Round | undefined }) {
  const { groups } = use();
  return (
    <li class="theme" id={theme.key} style={{ "--theme": `var(--group-${theme.colour % 8})` }}>
      <Both of={theme.title} as="h2" />
      {voting ? <Breadth theme={theme} /> : <Number theme={theme} />}
      <p class="row">
        {groups.value.map((group) => theme.groups.includes(group.id) && <GroupSign key={group.key} group={group} />)}
      </p>
      <Clarified of={theme.key} />
      <Sources theme={theme} />
      {voting && <Laying theme={theme} round={voting} />}
    </li>
  );
}

/** While the room votes no number leans on its choice. */
function Breadth({ theme }: { theme: Theme }) {
  return (
    <p class="soft num">
      {t("vision.breadth", { n: theme.groups.length, all: use().groups.value.length })}
      <span aria-hidden="true"> · </span>
      {t("vision.cards", { n: theme.cards })}
    </p>
  );
}

function Number({ theme }: { theme: Theme }) {
  const [open, setOpen] = useState(false);
  const { groups } = use();
  const of = vision.value;
  if (!of) return <Breadth theme={theme} />;
  return (
    <>
      <ThemeNumber theme={theme} vision={of} title={both(theme.title)} onTap={() => setOpen(true)} />
      {open && (
        <Sheet title={t("count.how")} onClose={atOnce(() => setOpen(false))}>
          <Counted
            theme={theme}
            vision={of}
            sources={sourcesOf(theme.id)}
            groups={groups.value}
            tally={tallyOf(theme.key)}
          >
            <Button wide onTap={() => setOpen(false)}>
              {t("act.close")}
            </Button>
          </Counted>
        </Sheet>
      )}
    </>
  );
}

function Sources({ theme }: { theme: Theme }) {
  const [open, setOpen] = useState(false);
  if (theme.cards === 0) return null;
  return (
    <details class="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {t("vision.sources")} <span class="num">{theme.cards}</span>
      </summary>
      {open && <SourceList of={sourcesOf(theme.id)} />}
    </details>
  );
}

/** A screenful first: a theme may have hundreds of cards. */
function SourceList({ of }: { of: readonly Source[] }) {
  const drawn = useGrowing(of.length);
  const by = useMemo(() => new Map(of.map((one) => [one.card, one])), [of]);
  return (
    <ul class="sources">
      {of.slice(0, drawn).map((source) => (
        <Same key={source.key} source={source} asked={source.answers === null ? undefined : by.get(source.answers)} />
      ))}
    </ul>
  );
}

function Same(p: { source: Source; asked: Source | undefined }) {
  return useMemo(() => <SourceView {...p} />, [p.source, p.asked, lang.value]);
}

function Laying({ theme, round }: { theme: Theme; round: Round }) {
  const { cap } = round;
  const subjects = subjectsOf(theme);
  const mine = own.on(subjects);
  const not = whyNot.value;
  const full = not ?? (mine >= cap ? t("poll.cap_reached", { max: cap }) : own.spent.value ? t("err.no_votes") : null);
  const safety = own.safety(subjects);
  return (
    <>
      {mine > cap && (
        <p class="vote-over small num">{t("poll.joined", { n: mine, count: counting(mine, cap) })}</p>
      )}
      <VoteRow
        text={both(theme.title)}
        mine={mine}
        cap={cap}
        over={null}
        not={not}
        full={full}
        onTap={(more) => give(round, subjects, more)}
      >
        {safety && <SavedMark state={safety} />}
      </VoteRow>
      {round.live && <Running tally={tallyOf(theme.key)} />}
    </>
  );
}

function Running({ tally }: { tally: Tally | undefined }) {
  const of = tally ?? NONE;
  return (
    <div class="tally">
      <Bar value={total(of)} most={total(of) && most.value} />
      <Count of={of} class="small" />
    </div>
  );
}
