/* The group's board: what this phase is for, the cards by kind, and one thing to do at the bottom. */
import { Undo2 } from "lucide-preact";
import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { t } from "../core/strings";
import { Both } from "../ui/bits";
import { Button } from "../ui/button";
import { type CardKind, KINDS } from "../ui/kinds";
import { KindMark } from "../ui/marks";
import { toast } from "../ui/toast";
import { type BoardView, boardView, type Shown, shownCards } from "./cards";
import { Composer } from "./composer";
import { groupWord, GroupChoice } from "./join";
import { Results } from "./results";
import { Vote } from "./vote";
import { Submitted } from "./report";
import { Sections, Unsent } from "./threads";
import { use } from "./world";
import { about, why } from "./why";

const filter = signal<CardKind | "all">("all");

export function BoardTab() {
  const { board, group, workshop, step } = use();
  if (!group.value) return <NoGroup />;
  if (!board.value) return <p class="empty">{t("st.loading")}</p>;
  const phase = board.value.phase;
  return (
    <>
      <h1 class="unseen">{groupWord(group.value.number)}</h1>
      {step.value && step.value.kind !== "groups" && (
        <p class="explain row">
          <span class="tag tag-accent">{t("workshop.now")}</span>
          <Both of={step.value.title} />
        </p>
      )}
      <p class="explain">
        {t(`phase.${phase}.say`)}{" "}
        {(phase === "write" || phase === "reveal") && t(workshop.value.named ? "phase.named" : "phase.anonymous")}{" "}
        {board.value.locked && <strong>{t("err.locked")}</strong>}
      </p>
      {(phase === "vote" || phase === "report") && <Unsent />}
      {phase === "vote" ? <Vote /> : phase === "report" ? <Report /> : <Cards />}
    </>
  );
}

function NoGroup() {
  const { client, workshop } = use();
  const [chosen, setChosen] = useState<number | null>(null);
  const choose = why("person.choose", { person: client.me.value.person! }) === null;
  if (!choose || workshop.value.assign !== "choose") return <h1 class="empty plain">{t("phone.no_group")}</h1>;
  const sit = async () => {
    const reply = await client.send("person.choose", { group: chosen });
    if (reply.refused !== undefined) toast(reply.say);
  };
  return (
    <div class="part stack">
      <h1>{t("join.choose_group")}</h1>
      <GroupChoice value={chosen} onPick={setChosen} />
      <Button look="main" wide why={chosen === null ? t("err.group_needed") : null} onTap={() => void sit()}>
        {t("join.button")}
      </Button>
    </div>
  );
}

function Cards() {
  const { progress, board } = use();
  const cards = shownCards();
  const view = boardView(cards);
  const counts = progress.value;
  return (
    <>
      {counts && board.value?.phase === "write" && (
        <p class="explain soft small num">
          {t("phone.group_has", { cards: counts.cards, writers: counts.writers, people: counts.people })}
        </p>
      )}
      {view.here.length > 8 && <Filter view={view} />}
      {view.here.length === 0 && <p class="empty">{t(`phone.empty.${board.value?.phase === "write" ? "write" : "reveal"}`)}</p>}
      <Sections view={view} only={filter.value} />
      <Withdrawn cards={view.withdrawn} />
      <Composer cards={view.here} />
    </>
  );
}

function Report() {
  return (
    <>
      <Results />
      <Submitted />
      {/* A leader may still add what was said aloud. */}
      {use().leads.value && <Composer cards={boardView(shownCards()).here} />}
    </>
  );
}

function Filter({ view }: { view: BoardView }) {
  const count = (kind: CardKind | "all") => view.here.filter((card) => kind === "all" || card.kind === kind).length;
  return (
    <div class="filter" role="group" aria-label={t("act.filter")}>
      {(["all", ...KINDS] as const).map((kind) => (
        <button
          type="button"
          key={kind}
          class="btn btn-small"
          aria-pressed={filter.value === kind}
          onClick={() => {
            filter.value = kind;
          }}
        >
          {kind === "all" ? t("phone.all") : <KindMark kind={kind} />}
          <span class="num">{count(kind)}</span>
        </button>
      ))}
    </div>
  );
}

function Withdrawn({ cards }: { cards: Shown[] }) {
  const { client } = use();
  if (!cards.length) return null;
  return (
    <details class="section fold">
      <summary>{t("board.withdrawn", { n: cards.length })}</summary>
      <ul class="cards">
        {cards.map((card) => (
          <li key={card.key} class="card card-quiet">
            <div class="row-apart">
              <KindMark kind={card.kind} />
              <Button
                small
                icon={Undo2}
                why={card.card ? why("card.return", about(card)) : t("st.saving")}
                onTap={() => card.card && client.post("card.return", { card: card.card.id }, { label: card.text })}
              >
                {t("board.return")}
              </Button>
            </div>
            <p lang={card.lang}>{card.text}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}

