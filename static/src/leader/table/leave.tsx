/* Two questions a turn may ask over its own page: leave without handing in, and is anybody still here? */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../../core/strings";
import { Button } from "../../ui/button";
import { useIdle } from "./idle";

interface TurnPage {
  name: string;
  /** Something would be lost by leaving. */
  begun: boolean;
  /** On its way to the server: whether it was handed in is not known yet, so nobody leaves and nothing is wiped. */
  busy?: boolean;
  /** Counts the wishes to leave: X, Escape. */
  leaving: number;
  /** What leaving does to what was begun. */
  say: string;
  onLeave: (say?: string) => void;
  /** Nobody touched it for a while; leaves by itself. */
  onIdle?: () => void;
  children: ComponentChildren;
}

/** A turn's page; while a question stands, what was chosen is not on it. */
export function TurnPage(p: TurnPage) {
  const [asked, setAsked] = useState(false);
  const { asking, stay } = useIdle(() => {
    if (p.busy) return;
    if (p.onIdle) p.onIdle();
    else p.onLeave(p.begun ? t("table.cleared") : undefined);
  });
  const { leaving, begun, onLeave } = p;
  useEffect(() => {
    if (!leaving || p.busy) return;
    if (begun) setAsked(true);
    else onLeave();
  }, [leaving]);
  useEffect(() => {
    if (!begun) setAsked(false); // nothing is left to lose
  }, [begun]);
  if (asking)
    return (
      <Question
        title={t("table.still_here", { name: p.name })}
        say={t("table.still_say")}
        stay={t("table.go_on")}
        onStay={stay}
        onLeave={() => onLeave(begun ? t("table.cleared") : undefined)}
      />
    );
  if (asked && begun)
    return (
      <Question
        title={t("table.leave")}
        say={p.say}
        stay={t("table.go_on")}
        onStay={() => setAsked(false)}
        onLeave={() => onLeave(t("table.cleared"))}
      />
    );
  return <>{p.children}</>;
}

interface QuestionProps {
  title: string;
  say: string;
  stay: string;
  onStay: () => void;
  /** The other answer; by itself it clears and leaves. */
  go?: string;
  onLeave: () => void;
}

export function Question(p: QuestionProps) {
  return (
    <div class="hand" role="alertdialog" aria-label={p.title}>
      <h3 class="hand-say">{p.title}</h3>
      <p>{p.say}</p>
      <Button look="main" wide class="huge" onTap={p.onStay}>
        {p.stay}
      </Button>
      <Button look="loss" class="btn-edge" wide onTap={p.onLeave}>
        {p.go ?? t("table.clear")}
      </Button>
    </div>
  );
}
