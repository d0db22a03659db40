/** The screen's face: what the projector shows. It follows the agenda by itself. */
import "./core/old";
import { effect } from "@preact/signals";
import { render } from "preact";
import { boot, lang, setLang, startClient } from "./core/client";
import { started } from "./core/started";
import { asLang } from "./core/strings";
import { enterScene, openStage } from "./screen/scene";
import { Stage } from "./screen/stage";
import { spoken } from "./screen/words";
import { useServerClock } from "./ui/clock";
import "./ui/drawn";
import { onePress } from "./ui/press";

async function start(): Promise<void> {
  onePress();
  // Projectors wash out dark pages: the screen is dark ink on white whatever the laptop prefers.
  document.documentElement.dataset.theme = "light";
  const root = document.getElementById("app") ?? document.body;
  await setLang(asLang(document.documentElement.lang) ?? "lo", false);
  const client = startClient({ face: "screen", code: boot.code });
  useServerClock(() => client.now());
  const scene = enterScene(openStage(client));
  // The screen speaks the workshop's language, the other one below where there is room; or one alone, as the chair says.
  effect(() => {
    const workshop = scene.workshop.value;
    // Every rejoin brings the screen's own language along, so this is looked at again whenever it changed.
    const { langs } = scene.shows.value;
    spoken.value = langs;
    const first = langs === "both" ? workshop?.lang : langs;
    if (workshop && first && lang.value !== first) void setLang(first, false);
  });
  render(<Stage />, root);
  started();
}

void start();
