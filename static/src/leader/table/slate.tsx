/* What a seated person's ballot is for: the cards of this table, or the themes when the whole room votes. */
import type { ComponentChildren } from "preact";
import type { Key, Round, Theme } from "../../core/client";
import { t } from "../../core/strings";
import { Both, both } from "../../ui/bits";
import { Clarified } from "../../ui/clarified";
import { KindMark } from "../../ui/marks";
import { round as plenary, themes } from "../../phone/poll";
import { orgOf, use } from "../../phone/world";
import { whyNot } from "../open";
import { type Votable, votable } from "./votable";

export type Ballots = "vote" | "poll";
/** What a turn at the device is for. */
export type What = Ballots | "write";

export interface Item {
  key: Key;
  text: string;
  /** Hangs under the one before it. */
  under: boolean;
  kind?: string;
  /** Drawn again only when one of these is another. */
  looks: readonly unknown[];
  draw: () => ComponentChildren;
}

export interface Slate {
  round: Round | undefined;
  items: Item[];
  /** Why nothing can be handed in now. */
  not: string | null;
  say: { choose: string; none: string; changed: string; full: string };
}

export const roundOf = (what: Ballots): Round | undefined =>
  what === "poll" ? plenary.value : use().rounds.value[0];

/** The whole room votes now. */
export const polling = (): boolean => plenary.value?.state === "open";

export function whyNotHandIn(what: Ballots): string | null {
  if (what === "vote") return whyNot("ballot.hand_in", "voting");
  const { client, group, workshop } = use();
  if (!polling()) return t(workshop.value.state === "closed" ? "err.closed" : "poll.ended");
  return client.may("ballot.hand_in", { group: group.value?.id ?? null, phase: "poll" }) ? null : t("err.not_allowed");
}

export const slateOf = (what: Ballots): Slate => (what === "poll" ? ofThemes() : ofCards());

function ofCards(): Slate {
  const { client, board } = use();
  const round = roundOf("vote");
  const items = board.value ? votable(client.all("card").value, board.value.id).map(cardItem) : [];
  const full = t("vote.cap_reached", { max: round?.cap ?? 0 });
  const say = { choose: t("table.choose"), none: t("vote.no_cards"), changed: t("table.changed"), full };
  return { round, items, not: whyNotHandIn("vote"), say };
}

function ofThemes(): Slate {
  const round = roundOf("poll");
  const cap = round?.cap ?? 0;
  const say = {
    choose: t("poll.say", { cap }),
    none: t("poll.no_themes"),
    changed: t("table.changed_themes"),
    full: t("poll.cap_reached", { max: cap }),
  };
  return { round, items: themes.value.map(themeItem), not: whyNotHandIn("poll"), say };
}

const cardItem = (one: Votable): Item => ({
  key: one.card.key,
  text: one.card.text,
  under: one.under !== undefined,
  kind: one.card.kind,
  looks: [one.card, one.under, one.merged.map(({ key }) => key).join()],
  draw: () => <CardWords one={one} />,
});

function CardWords({ one: { card, merged, under } }: { one: Votable }) {
  return (
    <>
      <div class="card-top">
        <KindMark kind={card.kind} />
      </div>
      {under && (
        <p class="soft small clamp-2" lang={under.lang}>
          {t("composer.answers", { text: under.text })}
        </p>
      )}
      <p class="card-text" lang={card.lang}>
        {card.text}
      </p>
      {merged.map((other) => (
        <p key={other.key} class="quote small" lang={other.lang}>
          {other.text}
        </p>
      ))}
      {card.org !== null && <p class="card-foot"><span class="tag">{both(orgOf(card.org))}</span></p>}
      <Clarified of={card.key} />
    </>
  );
}

const themeItem = (theme: Theme): Item => ({
  key: theme.key,
  text: both(theme.title),
  under: false,
  looks: [theme],
  draw: () => (
    <>
      <Both of={theme.title} as="h3" />
      <p class="soft small num">
        {t("vision.breadth", { n: theme.groups.length, all: use().groups.value.length })}
      </p>
      <Clarified of={theme.key} />
    </>
  ),
});
