/* Writing a card, at the bottom within a thumb's reach. Everything typed is a draft that survives refusal and reload. */
import { PenLine, Send, X } from "lucide-preact";
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Lang } from "../core/client";
import { t } from "../core/strings";
import { both } from "../ui/bits";
import { Button } from "../ui/button";
import { Choices } from "../ui/choice";
import { Wrong } from "../ui/field";
import { flatten } from "../ui/flat";
import { Icon } from "../ui/icons";
import { type CardKind, isKind, KINDS, kindOf, mayAnswer } from "../ui/kinds";
import { KindMark } from "../ui/marks";
import { atOnce, Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { useBack } from "./back";
import type { Shown } from "./cards";
import { CharsLeft } from "./edit";
import { Hint } from "./hint";
import { OrgSheet } from "./orgs";
import { WhoReads } from "./says";
import { orgOf, use } from "./world";
import { why } from "./why";
import { scriptOf, wrongText } from "./writing";

const open = signal(false);

/** From the card that is to be answered: the composer opens already pointing at it. */
export function answerTo(card: number, kind: CardKind): void {
  const { client } = use();
  client.draft("card.kind").value = kind;
  client.draft("card.answers").value = String(card);
  open.value = true;
}

export function Composer({ cards }: { cards: Shown[] }) {
  const { board } = use();
  const reason = why("card.post", board.value);
  useEffect(() => () => void (open.value = false), []);
  if (open.value && !reason) return <Writing cards={cards} />;
  return (
    <div class="dock">
      <button
        type="button"
        class="composer-shut"
        aria-disabled={reason ? "true" : undefined}
        onClick={() => (reason ? toast(reason) : (open.value = true))}
      >
        <Icon of={PenLine} />
        {reason ?? t("composer.open")}
      </button>
    </div>
  );
}

function Writing({ cards }: { cards: Shown[] }) {
  const { client, board, workshop, person } = use();
  const text = client.draft("card.text");
  const kind = client.draft("card.kind");
  const answers = client.draft("card.answers");
  const org = client.draft("card.org");
  const asked = client.draft("card.lang"); // empty: by the script
  const [wrong, setWrong] = useState<string | null>(null);
  const [sheet, setSheet] = useState<"answers" | "org" | "lang" | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const dock = useRef<HTMLFormElement>(null);
  const chosen = isKind(kind.value) ? kind.value : KINDS[0]!;
  const { hint, answers: asks } = kindOf(chosen);
  const others = cards.filter((one) => one.card && mayAnswer(chosen, one.kind));
  const tongue = (asked.value || scriptOf(text.value)) as Lang;
  const answered = others.find((one) => String(one.card?.id) === answers.value);
  // Where cards carry names the author's own body is the likely one; where they do not it would give the author away.
  const usual = workshop.value.named ? (person.value?.org ?? null) : null;
  const about = org.value === "" ? usual : org.value === "none" ? null : Number(org.value);

  useBack(() => (open.value = false));
  useEffect(() => {
    area.current?.focus();
  }, [chosen, answers.value]);
  useEffect(() => {
    const root = document.documentElement;
    root.classList.add("writing");
    return () => root.classList.remove("writing");
  }, []);
  // It grows with hints and with what is typed: what is scrolled to or focused comes to stand above it, never beneath.
  useEffect(() => document.documentElement.style.setProperty("--composer", `${dock.current!.offsetHeight}px`));

  const send = (into?: Shown) => {
    const bad = wrongText(text.value);
    if (bad) {
      setWrong(bad);
      area.current?.focus();
      return;
    }
    const item = client.post(
      "card.post",
      {
        board: board.value!.id,
        kind: chosen,
        text: text.value,
        lang: tongue,
        ...(answered?.card ? { answers: answered.card.id } : {}),
        ...(into?.card ? { into: into.card.id } : {}),
        ...(about !== null ? { org: about } : {}),
      },
      { label: text.value },
    );
    text.value = "";
    asked.value = "";
    if (asks) answers.value = "";
    area.current?.focus();
    requestAnimationFrame(() => document.getElementById(into?.key ?? item.id)?.scrollIntoView({ block: "center" }));
  };

  return (
    <>
    <form
      ref={dock}
      class="dock composer"
      aria-label={t("composer.open")}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !sheet && !event.isComposing) open.value = false;
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
      }}
    >
      <div class="composer-kinds">
        <Choices
          name="kind"
          label={t("composer.kind")}
          hideLabel
          value={chosen}
          of={KINDS.map((one) => ({ value: one, say: <KindMark kind={one} /> }))}
          onPick={(one) => {
            kind.value = one;
          }}
        />
        <Button look="bare" icon={X} label={t("act.close")} onTap={() => (open.value = false)} />
      </div>
      {asks && others.length > 0 && (
        <Button small class="composer-answers" haspopup="dialog" onTap={() => setSheet("answers")}>
          <span class="clamp-1">
            {answered ? t("composer.answers", { text: answered.text }) : t(asks.which)}
          </span>
        </Button>
      )}
      <label class="unseen" for="card-text">
        {t("composer.text")}
      </label>
      <textarea
        ref={area}
        id="card-text"
        class="input"
        rows={3}
        lang={tongue}
        value={text.value}
        placeholder={t(hint)}
        aria-invalid={wrong ? "true" : undefined}
        aria-describedby={`${wrong ? "card-text-wrong" : "card-text-left"} card-text-reads`}
        onInput={(event) => {
          text.value = flatten(event.currentTarget);
          setWrong(null);
        }}
      />
      <Wrong id="card-text-wrong" say={wrong} />
      <Hint text={text} kind={chosen} cards={cards} onAdd={send} />
      <WhoReads waits id="card-text-reads" />
      <div class="composer-foot">
        <CharsLeft text={text.value} id="card-text-left" />
        <Button small class="composer-org" haspopup="dialog" onTap={() => setSheet("org")}>
          <span class="clamp-1">{both(orgOf(about)) || t("card.concerns")}</span>
        </Button>
        <Button small haspopup="dialog" onTap={() => setSheet("lang")}>
          <span class="unseen">{t("card.lang")}</span> <span lang={tongue}>{tongue === "lo" ? "ລາວ" : "EN"}</span>
        </Button>
        <Button look="main" icon={Send} submit>
          {t("act.send")}
        </Button>
      </div>
    </form>
      {sheet === "answers" && asks && (
        <Sheet title={t(asks.which)} onClose={atOnce(() => setSheet(null))}>
          <div class="stack-tight">
            {others.map((one) => (
              <Button
                key={one.key}
                wide
                class="org"
                lang={one.lang}
                pressed={one === answered}
                onTap={() => {
                  answers.value = String(one.card!.id);
                  setSheet(null);
                }}
              >
                {one.text}
              </Button>
            ))}
            <Button
              wide
              onTap={() => {
                answers.value = "";
                setSheet(null);
              }}
            >
              {t(asks.none)}
            </Button>
          </div>
        </Sheet>
      )}
      {sheet === "org" && (
        <OrgSheet
          id="card-org"
          label={t("card.concerns")}
          note
          value={{ org: about, other: "" }}
          onPick={(choice) => {
            org.value = choice.org === null ? "none" : String(choice.org);
          }}
          onClose={() => setSheet(null)}
        />
      )}
      {sheet === "lang" && (
        <Sheet title={t("card.lang")} onClose={atOnce(() => setSheet(null))}>
          <Choices
            name="card-lang"
            label={t("card.lang")}
            hideLabel
            value={tongue}
            of={[
              { value: "lo", say: t("view.lo") },
              { value: "en", say: t("view.en") },
            ]}
            onPick={(one) => {
              asked.value = one === scriptOf(text.value) ? "" : one;
              setSheet(null);
            }}
          />
        </Sheet>
      )}
    </>
  );
}
