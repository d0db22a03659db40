/** What may be touched on a picture: a whole row or card, and the way back in the foot. */
import { ArrowLeft } from "lucide-preact";
import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t, type Key } from "../core/client";
import { Icon } from "../ui/icons";
import { back, left, look } from "./look";
import { useScene } from "./scene";
import { pair } from "./words";

/** Lies over its row. The words stay words, so nothing of the picture changes for whoever only looks. */
export function Into({ of, what, onTap }: { of: Key; what: string; onTap: () => void }) {
  return (
    <button
      type="button"
      class="into"
      ref={useReturn(of)}
      data-into={of}
      aria-label={t("trail.open_what", { what })}
      onClick={onTap}
    />
  );
}

/** A fact that leads further: it looks like what can be pressed, for whoever stands at the screen. */
export function Further(p: { of: string; icon: typeof ArrowLeft; onTap: () => void; children: ComponentChildren }) {
  return (
    <button type="button" class="further" ref={useReturn(p.of)} data-into={p.of} onClick={p.onTap}>
      <Icon of={p.icon} />
      {p.children}
    </button>
  );
}

/** Whoever comes back to where they left has the keyboard there again. */
function useReturn(of: string): RefObject<HTMLButtonElement> {
  const own = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (left.peek() !== of) return;
    left.value = undefined;
    own.current?.focus({ preventScroll: true });
  }, []);
  return own;
}

/** Back to the card from its replies, to the theme from a card, or to the board from a theme. */
export function Back() {
  const scene = useScene();
  const own = useRef<HTMLButtonElement>(null);
  const { theme, card, replies } = look.value;
  const under = replies ? scene.sourceOf.value.get(card ?? 0) : undefined;
  const within = card === undefined || replies ? undefined : scene.themes.value.find((one) => one.id === (theme ?? scene.alone.value));
  const { first, lang } = pair(within?.title);
  const away = theme !== undefined || card !== undefined;
  // Deeper in, the way back has the keyboard; on the way out, what one came by.
  const depth = [theme ?? card, card, replies || undefined].filter((one) => one !== undefined).length;
  const before = useRef(0);
  useEffect(() => {
    if (depth > before.current) own.current?.focus({ preventScroll: true });
    before.current = depth;
  }, [depth]);
  if (!away) return null;
  const what = under?.text ?? (within ? first : t("show.all"));
  return (
    <button type="button" class="back" ref={own} aria-label={t("trail.back", { what })} onClick={back}>
      <Icon of={ArrowLeft} />
      <span lang={under?.lang ?? (within ? lang : undefined)}>{what}</span>
    </button>
  );
}
