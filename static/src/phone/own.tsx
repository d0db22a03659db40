/* What became of what one said: each own card on to its theme. One's own stream alone says which cards are one's own. */
import { CornerDownRight, Milestone } from "lucide-preact";
import { useEffect } from "preact/hooks";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { Clarified, clarificationOf } from "../ui/clarified";
import { Count } from "../ui/count";
import { Icon } from "../ui/icons";
import { KindMark } from "../ui/marks";
import { figure, numberText } from "../ui/number";
import { atOnce, Sheet } from "../ui/sheet";
import { type Became, becameOpen, headOf, ownCards } from "./became";
import { hiddenWhy } from "./card";
import { jumpToTheme } from "./jump";
import { Onward } from "./onward";
import { ranked, themes, vision } from "./poll";
import { told } from "./source";
import { use } from "./world";

export function BecameButton() {
  const close = () => {
    becameOpen.value = false;
  };
  useEffect(() => close, []); // whoever leaves the page has left the list
  return (
    <>
      <Button wide icon={Milestone} haspopup="dialog" onTap={() => (becameOpen.value = true)}>
        {t("became.title")}
      </Button>
      {becameOpen.value && (
        <Sheet full title={t("became.title")} onClose={atOnce(close)}>
          <OwnCards onGo={close} />
        </Sheet>
      )}
    </>
  );
}

function OwnCards({ onGo }: { onGo: () => void }) {
  const cards = ownCards.value;
  return (
    <>
      {!use().workshop.value.named && <p class="soft">{t("became.alone")}</p>}
      {cards.length === 0 && <p class="empty">{t("became.none")}</p>}
      <ul class="stack">
        {cards.map((one) => (
          <OwnCard key={one.card.key} of={one} onGo={onGo} />
        ))}
      </ul>
    </>
  );
}

function OwnCard({ of, onGo }: { of: Became; onGo: () => void }) {
  const { card, under, source, theme } = of;
  const head = `card:${headOf(card)}`;
  return (
    <li class="card" data-kind={card.kind}>
      <div class="card-top">
        <KindMark kind={card.kind} />
        {source && told(source.group) && <Count of={source} class="small strong" />}
      </div>
      <p class="card-text" lang={card.lang}>
        {card.text}
      </p>
      <Away of={of} />
      <Clarified of={card.key} />
      {under && (
        <div class="became-step">
          <p class="small soft row">
            <Icon of={CornerDownRight} />
            {t("trail.under")}
          </p>
          <p class="quote" lang={under.lang}>
            {under.text}
          </p>
          {clarificationOf(head) && <Clarified of={head} />}
        </div>
      )}
      {theme ? (
        <div class="became-step">
          <Onward
            theme={theme}
            onTap={() => {
              onGo();
              jumpToTheme(theme.id);
            }}
          />
          <Standing of={of} />
          <Clarified of={theme.key} />
        </div>
      ) : (
        !card.hidden &&
        !card.pending && (
          <p class="small soft row">
            <Icon of={CornerDownRight} />
            {t("trail.nowhere")}
          </p>
        )
      )}
    </li>
  );
}

/** Not on the table's board, and why. */
function Away({ of: { card } }: { of: Became }) {
  const { hidden, pending } = card;
  if (hidden) return <p class="tag tag-amber">{hiddenWhy(card)}</p>;
  return pending ? <p class="tag tag-amber">{t("card.pending")}</p> : null;
}

/** The theme's number and its place among all, as far as they are told. */
function Standing({ of: { theme } }: { of: Became }) {
  const board = vision.value;
  if (!theme || !board) return null;
  const { value } = figure(theme, board);
  if (value === null) return null;
  const rows = ranked(themes.value, (one) => figure(one, board).value);
  const place = rows.find((row) => row.theme.id === theme.id)?.place;
  return (
    <p class="row small num">
      <span class="strong">{numberText(figure(theme, board))}</span>
      {place !== undefined && <span class="tag">{t("became.place", { n: place, all: rows.length })}</span>}
    </p>
  );
}
