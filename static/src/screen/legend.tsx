/** What the numbers on the board are, once for all of them: in the foot, where the workshop's name stands otherwise. */
import { signal } from "@preact/signals";
import { Hand } from "lucide-preact";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t, type Theme, type Vision } from "../core/client";
import { Icon } from "../ui/icons";
import { type Figure, figure, ofText } from "../ui/number";
import { spoken } from "./words";

export const footWord = signal<JSX.Element | null>(null);

/** Says it for as long as the picture stands; where no number is yet, why there is none. */
export function useLegend(themes: readonly Theme[], vision: Vision | undefined): void {
  const first = themes[0];
  const of = vision && first && figure(first, vision);
  const hands = themes.some((theme) => vision && figure(theme, vision).hands > 0);
  const told = themes.map((theme) => vision && figure(theme, vision).value).some((value) => value != null);
  const words = !of ? [] : told ? [t(`screen.by.${of.rule}`, { k: of.k }), ofText(of), ...handedIn(of)] : [t(`count.${of.none}`)];
  useEffect(() => {
    footWord.value = words.length ? <Legend words={words} hands={hands && t(of?.rule === "sum" ? "screen.hands" : "screen.hands_in")} /> : null;
    return () => {
      footWord.value = null;
    };
  }, [words.join(), hands, of?.rule, spoken.value]);
}

/** These words stand in the foot for as long as the picture does. */
export function useFoot(words: string): void {
  useEffect(() => {
    footWord.value = <Legend words={[words]} hands={false} />;
    return () => {
      footWord.value = null;
    };
  }, [words, spoken.value]);
}

const handedIn = ({ handed }: Figure) => (handed > 0 ? [t("screen.handed_in", { n: handed })] : []);

function Legend({ words, hands }: { words: readonly string[]; hands: string | false }) {
  return (
    <span class="legend num">
      {words.map((word) => (
        <span key={word}>{word}</span>
      ))}
      {hands && (
        <span class="legend-hands">
          <Icon of={Hand} />
          {hands}
        </span>
      )}
    </span>
  );
}
