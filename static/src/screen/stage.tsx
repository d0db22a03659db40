/** The whole screen: the step's picture, the join code in its corner, and a plain word when the picture is old. */
import { Maximize } from "lucide-preact";
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t, type Step } from "../core/client";
import { Qr } from "../ui/bits";
import { Icon } from "../ui/icons";
import { stayAwake } from "./awake";
import { Closing } from "./closing";
import { GroupsAtWork } from "./groups";
import { Lit } from "./lit";
import { pageWord } from "./pages";
import { PresentedResult } from "./presented";
import { Purpose } from "./purpose";
import { type Scene, useScene } from "./scene";
import { Talk } from "./talk";
import { Vision } from "./vision";
import { Welcome } from "./welcome";
import { fetchOther, pair } from "./words";

type Kind = Step["kind"] | "spotlight" | "presentation";

const PICTURES: Record<Step["kind"], () => JSX.Element> = {
  welcome: Welcome,
  purpose: Purpose,
  talk: Talk,
  groups: GroupsAtWork,
  vision: Vision,
  closing: Closing,
};

/** Nobody touched anything for a while: no cursor, no button on the picture. */
const idle = signal(false);
const REST = 3000;

export function Stage() {
  useEffect(() => {
    const stops = [fetchOther(), watchIdle(), stayAwake()];
    return () => stops.forEach((stop) => stop());
  }, []);
  return <Picture />;
}

function Picture() {
  const scene = useScene();
  const { kind, key, draw } = shown(scene);
  const stranger = scene.client.status.value.everJoined && scene.client.me.value.kind === "guest";
  return (
    <div class={idle.value ? "screen screen-idle" : "screen"} data-kind={kind}>
      <main class="picture" key={key}>
        {scene.workshop.value ? draw() : <p class="waiting">{t(stranger ? "screen.stranger" : "st.connecting")}</p>}
      </main>
      <Foot kind={kind} />
      <FullScreen />
    </div>
  );
}

/** A result being presented goes before a card held up, and both go before the step: somebody is pointing at them. */
function shown(scene: Scene): { kind: Kind; key: string; draw: () => JSX.Element } {
  const presented = scene.presented.value;
  if (presented)
    return { kind: "presentation", key: `p${presented.board}`, draw: () => <PresentedResult of={presented} /> };
  const lit = scene.lit.value;
  if (lit) return { kind: "spotlight", key: `s${lit.board}.${lit.card}`, draw: () => <Lit of={lit} /> };
  const step = scene.step.value;
  const kind = step?.kind ?? "welcome";
  const Shown = PICTURES[kind] ?? Welcome;
  return { kind, key: `${step?.id ?? 0}`, draw: () => <Shown /> };
}

function Foot({ kind }: { kind: Kind }) {
  const scene = useScene();
  const { client } = scene;
  const status = client.status.value;
  const { first, lang } = pair(scene.workshop.value?.title);
  const address = scene.join.value;
  return (
    <footer class="foot">
      {status.stale || status.refused ? (
        <p class="stale" role="status">
          {status.refused && !status.everJoined
            ? status.refused.say
            : t("screen.stale", { time: clock(status.since) })}
        </p>
      ) : (
        <p class="foot-title" lang={lang}>
          {pageWord.value && <span class="foot-page num">{pageWord.value}</span>}
          {kind === "welcome" ? "" : first}
        </p>
      )}
      <div class="corner">
        <p class="corner-words">
          <span class="corner-label">{t("join.code")}</span>
          <span class="corner-code num">{client.code}</span>
        </p>
        {kind !== "welcome" && <Qr url={address} label={t("join.scan_qr")} size={160} />}
      </div>
    </footer>
  );
}

function FullScreen() {
  if (!document.fullscreenEnabled) return null;
  const turn = () =>
    void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  return (
    <button type="button" class="btn fullscreen" onClick={turn}>
      <Icon of={Maximize} />
      {t("view.fullscreen")}
    </button>
  );
}

const clock = (ms: number): string =>
  new Date(ms).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Vientiane" });

function watchIdle(): () => void {
  let rest: ReturnType<typeof setTimeout>;
  const stir = () => {
    idle.value = false;
    clearTimeout(rest);
    rest = setTimeout(() => (idle.value = true), REST);
  };
  const stirs = ["pointermove", "pointerdown", "keydown"];
  stirs.forEach((name) => addEventListener(name, stir));
  stir();
  return () => {
    clearTimeout(rest);
    stirs.forEach((name) => removeEventListener(name, stir));
  };
}
