/** A group presents its result: first all of it, then card by card as its leader steps. */
import { Hand, Layers } from "lucide-preact";
import { t, type Presentation, type Presented } from "../core/client";
import { Count, countWord, total } from "../ui/count";
import { Icon } from "../ui/icons";
import { kindOf } from "../ui/kinds";
import { KindMark } from "../ui/marks";
import { Photos } from "../ui/photo";
import { photosAt } from "../ui/photos/of";
import { Beside } from "./beside";
import { BigCard } from "./bigcard";
import { GroupLine } from "./groupline";
import { Pages } from "./pages";
import { type Page, pages } from "./paging";
import { useScene } from "./scene";
import { pair } from "./words";

export function PresentedResult({ of }: { of: Presentation }) {
  const group = useScene().group.value.get(of.group);
  const at = of.cards.findIndex((one) => one.card === of.card);
  const card = of.cards[at];
  return (
    <div class="sheet-picture">
      <GroupLine group={group}>{card && t("present.n_of", { n: at + 1, of: of.cards.length })}</GroupLine>
      {card ? (
        <Beside key={card.card} at={{ board: of.board, card: card.card }}>
          {(shared) => <OneCard of={card} shared={shared} />}
        </Beside>
      ) : (
        <Overview of={of} />
      )}
    </div>
  );
}

/** Only one kind of card is answered by each. */
function askedBy(of: Presented) {
  const kind = kindOf(of.kind).answers?.kinds[0];
  return of.to && kind ? { kind, ...of.to } : undefined;
}

function OneCard({ of, shared }: { of: Presented; shared: boolean }) {
  return (
    <BigCard shared={shared} kind={of.kind} text={of.text} lang={of.lang} answers={askedBy(of)}>
      <p class="big-facts">
        <Count of={of} class="strong" />
        {of.merged > 0 && (
          <span class="soft">
            <Icon of={Layers} />
            {t("result.merged", { n: of.merged + 1 })}
          </span>
        )}
      </p>
    </BigCard>
  );
}

function Overview({ of }: { of: Presentation }) {
  const { first, lang, second, other } = pair(of.summary);
  const photos = photosAt({ board: of.board });
  const all = pages([{ lang, text: first }, { lang: other, text: second }], of.cards);
  return (
    <Pages of={photos.length ? [...all, null] : all} per={1}>
      {([page]) => (page === null ? <Photos of={photos} large /> : page && <OnePage page={page} />)}
    </Pages>
  );
}

function OnePage({ page }: { page: Page<Presented> }) {
  return (
    <div class={page.cards.length ? "overview" : "overview overview-words"}>
      {page.summary.length > 0 && (
        <div class="overview-summary">
          {page.summary.map((one, i) => (
            <p key={i} lang={one.lang} class={i > 0 ? "lines soft" : "lines"}>
              {one.text}
            </p>
          ))}
        </div>
      )}
      {page.cards.length > 0 && (
        <ol class="overview-cards">
          {page.cards.map((card, i) => (
            <li key={card.card} class="overview-card" data-kind={card.kind}>
              <span class="overview-n num">{page.from + i + 1}</span>
              <KindMark kind={card.kind} bare />
              <p class="overview-text" lang={card.lang}>
                {card.text}
              </p>
              <p class="overview-count num">
                <strong>{card.place === undefined ? t("vote.count", { n: total(card) }) : countWord(card)}</strong>
                {card.hands > 0 && (
                  <span class="overview-hands">
                    <Icon of={Hand} />
                    {t("vote.of_hands", { hands: card.hands })}
                  </span>
                )}
              </p>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
