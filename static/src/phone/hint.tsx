/* While one types: a card that says nearly the same, and two ways to join it. It suggests, and never acts by itself. */
import { Handshake, Layers, X } from "lucide-preact";
import { type Signal, signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../core/strings";
import { key } from "../core/words";
import { Button } from "../ui/button";
import type { Shown } from "./cards";
import { whyNot } from "./may";
import { react } from "./reactions";
import { use } from "./world";

/** Fewer letters are like everything. */
const ENOUGH = 8;
/** A pause in typing, ms. */
const PAUSE = 450;
/** It comes up between the field and the buttons: a tap already on its way there was meant for the field, ms. */
const SETTLE = 400;

/** The cards of others that everybody at the table sees: what one's own text could be added to. */
export const joinable = (cards: readonly Shown[], kind: string): Shown[] =>
  cards.filter((one) => one.card && one.kind === kind && !one.mine && !one.hidden && !one.pending);

export interface HintProps {
  text: Signal<string>;
  kind: string;
  cards: readonly Shown[];
  onAdd: (to: Shown) => void;
}

export function Hint({ text, kind, cards, onAdd }: HintProps) {
  const found = useSimilar(text.value, kind, cards);
  const [passed, setPassed] = useState<ReadonlySet<string>>(new Set());
  const [noted, setNoted] = useState<string | null>(null);
  const came = useRef({ key: "", at: 0 });
  const card = found && !passed.has(found.key) ? found : null;
  if (card && came.current.key !== card.key) came.current = { key: card.key, at: performance.now() };
  if (!card) came.current.key = "";
  const meant = (act: () => void) => () => {
    if (performance.now() - came.current.at > SETTLE) act();
  };
  // The region itself is always here: readers hear what comes into it only if they knew it before.
  return (
    <div class="hint" role="status" aria-live="polite">
      {card && noted !== card.key && (
        <>
          <div class="row-apart">
            <p class="small strong">{t("similar.ask")}</p>
            <Button look="bare" small icon={X} label={t("similar.no")} onTap={() => setPassed(new Set([...passed, card.key]))} />
          </div>
          <p class="quote clamp-2" lang={card.lang}>
            {card.text}
          </p>
          <div class="row">
            <Button small icon={Layers} onTap={meant(() => onAdd(card))}>
              {t("similar.add")}
            </Button>
            {!whyNot("reaction.set") && (
              <Button
                small
                icon={Handshake}
                onTap={meant(() => {
                  react([card.card!.id], "same", true);
                  setNoted(card.key);
                })}
              >
                {t("reaction.same")}
              </Button>
            )}
          </div>
        </>
      )}
      {card && noted === card.key && (
        <div class="row-apart">
          <p class="small">{t("similar.noted")}</p>
          <Button
            small
            onTap={() => {
              text.value = "";
              document.getElementById("card-text")?.focus();
            }}
          >
            {t("similar.clear")}
          </Button>
        </div>
      )}
    </div>
  );
}

type Find = (typeof import("../core/similar"))["similar"];
const finder = signal<Find | undefined>(undefined);

/** The nearest card after a pause in typing. The finder comes in a file of its own when somebody first writes. */
function useSimilar(text: string, kind: string, cards: readonly Shown[]): Shown | null {
  const [found, setFound] = useState<Shown | null>(null);
  const near = use().board.value?.phase === "write" ? [] : joinable(cards, kind);
  const long = [...key(text)].length >= ENOUGH;
  useEffect(() => {
    // Without a network there is no hint, and nobody misses it.
    if (!finder.peek()) void import("../core/similar").then((it) => (finder.value = it.similar)).catch(() => undefined);
  }, []);
  const find = finder.value; // on a slow line it comes after the words it is to look for
  useEffect(() => {
    if (!find || !long || !near.length) return setFound(null);
    const calm = setTimeout(() => setFound(find(text, kind, near, { most: 1 })[0]?.card ?? null), PAUSE);
    return () => clearTimeout(calm);
  }, [find, text, kind, near.map((one) => one.key).join(), long]);
  return found && near.some((one) => one.key === found.key) ? found : null;
}
