/**
 * The whole screen: its picture, the join code in its corner, and a plain word when the picture is old. While the chair
 * holds the screens, the picture that was there stands before the living one, which goes on out of sight.
 */
import { Pause } from "lucide-preact";
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { t, type Step } from "../core/client";
import { Qr } from "../ui/bits";
import { Icon } from "../ui/icons";
import { stayAwake } from "./awake";
import { Closing } from "./closing";
import { Controls } from "./controls";
import { draft, drafting } from "./draft";
import { GroupsAtWork } from "./groups";
import { Kept, KeptTitle, type Picture as Taken, pictureNow, Waiting } from "./held";
import { type Held, openHold } from "./hold";
import { footWord } from "./legend";
import { Lit } from "./lit";
import { pageWord } from "./pages";
import { PresentedResult } from "./presented";
import { Purpose } from "./purpose";
import { type Scene, useScene } from "./scene";
import { Talk } from "./talk";
import { Back } from "./touch";
import { view } from "./views";
import { Vision } from "./vision";
import { Welcome } from "./welcome";
import { fetchOther, pair, Say } from "./words";

type Kind = Step["kind"] | "spotlight" | "presentation";

const PICTURES: Record<Step["kind"], () => JSX.Element> = {
  welcome: Welcome,
  purpose: Purpose,
  talk: Talk,
  groups: GroupsAtWork,
  vision: Vision,
  closing: Closing,
};

/** What a screen shows whatever the step is. */
const FIXED: Record<string, Step["kind"] | undefined> = { groups: "groups", join: "welcome" };

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
  const held = useMemo(() => openHold(scene.hold, pictureNow), [scene]);
  useEffect(() => held.stop, [held]);
  const stands = held.stands.value;
  const kept = held.kept.value;
  const { kind, key, draw } = shown(scene);
  const stranger = scene.client.status.value.everJoined && scene.client.me.value.kind === "guest";
  // What was there is not for whoever has a link that was renewed.
  if (scene.client.status.value.refused?.code === "renewed") return <Dark />;
  // The corner and the heads of some pictures differ by kind: what is kept keeps its own.
  const face = stands === "kept" ? kept!.kind : stands === "waiting" ? "waiting" : kind;
  return (
    <div class={idle.value ? "screen screen-idle" : "screen"} data-kind={face} data-stands={stands}>
      <main class="picture" key={key} hidden={stands !== "live"} data-living={kind}>
        {ready(scene) ? draw() : <p class="waiting">{t(stranger ? "screen.stranger" : "st.connecting")}</p>}
      </main>
      {stands === "kept" && <Kept picture={kept!} />}
      {stands === "waiting" && <Waiting />}
      <Foot kind={face} held={held} />
      {(stands === "kept" || stands === "waiting") && (
        <p class="held-sign num" role="status">
          <Icon of={Pause} />
          {t("screen.held", { time: clock(scene.vision.value?.held ?? 0) })}
        </p>
      )}
      <Controls />
    </div>
  );
}

function Dark() {
  return (
    <div class="screen" data-kind="dark">
      <main class="picture">
        <div class="dark-card" role="status">
          <h1>
            <Say id="screen.renewed" />
          </h1>
        </div>
      </main>
    </div>
  );
}

const ready = (scene: Scene): boolean => !!scene.workshop.value && !(drafting && !draft.value);

/** A screen's own view stays. Else what somebody points at goes first: a result, then a card; then a vote of the whole room. */
function shown(scene: Scene): { kind: Kind; key: string; draw: () => JSX.Element } {
  const own = view.value;
  const always =
    drafting || own === "board" || own.startsWith("theme.")
      ? "vision"
      : FIXED[own];
  if (always) return pictureOf(always, 0);
  const presented = scene.presented.value;
  if (presented)
    return { kind: "presentation", key: `p${presented.board}`, draw: () => <PresentedResult of={presented} /> };
  const lit = scene.lit.value;
  if (lit) return { kind: "spotlight", key: `s${lit.board}.${lit.card}`, draw: () => <Lit of={lit} /> };
  const step = scene.step.value;
  // A vote of the whole room, and its result until the chair moves on.
  if ((scene.poll.value || scene.vision.value?.telling) && step?.kind !== "vision") return pictureOf("vision", 0);
  return pictureOf(step?.kind ?? "welcome", step?.id ?? 0);
}

function pictureOf(kind: Step["kind"], id: number): { kind: Kind; key: string; draw: () => JSX.Element } {
  const Shown = PICTURES[kind] ?? Welcome;
  return { kind, key: `${kind}${id}`, draw: () => <Shown /> };
}

function Foot({ kind, held }: { kind: string; held: Held<Taken> }) {
  const scene = useScene();
  const { client } = scene;
  const status = client.status.value;
  const stands = held.stands.value;
  const address = scene.join.value;
  const door = scene.workshop.value?.door;
  const stale = status.stale || status.refused;
  // Blank is blank: only that nothing would come through any more is still said.
  if (stands === "blank" && !stale) return null;
  return (
    <footer class="foot">
      {stale ? (
        <p class="stale" role="status">
          {status.refused && !status.everJoined
            ? status.refused.say
            : t("screen.stale", { time: clock(status.since) })}
        </p>
      ) : stands === "live" ? (
        <Title kind={kind} />
      ) : (
        <KeptTitle key={stands} picture={held.kept.value} />
      )}
      {stands !== "blank" && (
        <div class="corner">
          <p class="corner-words">
            <span class="corner-label">{t(door === "closed" ? "door.closed" : door === "wait" ? "screen.ask_in" : "join.code")}</span>
            <span class="corner-code num">{client.code}</span>
          </p>
          {kind !== "welcome" && door !== "closed" && <Qr url={address} label={t("join.scan_qr")} size={160} />}
        </div>
      )}
    </footer>
  );
}

/** Which page this is; then what the numbers are, where there are any, or whose workshop it is. */
function Title({ kind }: { kind: string }) {
  const { first, lang } = pair(useScene().workshop.value?.title);
  return (
    <p class="foot-title" data-legend={footWord.value ? "" : undefined} lang={footWord.value ? undefined : lang}>
      {kind === "vision" && <Back />}
      {pageWord.value && <span class="foot-page num">{pageWord.value}</span>}
      {footWord.value ?? (kind === "welcome" ? "" : first)}
    </p>
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
