/** A screen in a frame, as large as there is room: the page itself, so what is shown here is what is shown there. */
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Draft } from "../../screen/draft";

/** A beamer's proportions; the page inside believes in them. */
const WIDE = 1280;

/** Frames of this page: each joins as a screen too. */
export const frames = signal(0);

/** With a `draft`, drawn from that; every change of it is told to the frame, and nobody else. */
export function ScreenFrame({ src, title, draft }: { src: string; title: string; draft?: Draft }) {
  const box = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const tell = () => draft && frame.current?.contentWindow?.postMessage({ draft }, location.origin);
  useEffect(() => void tell(), [draft?.sort, draft?.langs, draft?.theme]);
  useEffect(() => {
    frames.value++;
    return () => void frames.value--;
  }, []);
  useEffect(() => {
    const fit = () => box.current?.style.setProperty("--scale", String(box.current.clientWidth / WIDE));
    fit();
    if (typeof ResizeObserver === "undefined" || !box.current) return;
    const watch = new ResizeObserver(fit);
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return (
    // inert: the frame is a picture of the screen, not a second place to press.
    <div class="preview-frame" ref={box} inert>
      <iframe src={src} title={title} tabIndex={-1} ref={frame} onLoad={tell} />
    </div>
  );
}

/** The screen's own link as this browser opens it: its token is kept under this browser's own address. */
export const draftOf = (screen: string): string => screen.replace("#", `${screen.includes("?") ? "&" : "?"}draft#`);
