/* The phone's page: participants and leaders. */
import "./core/old";
import { render } from "preact";
import { boot, lang, setLang, startClient } from "./core/client";
import { asksFirst } from "./core/identity";
import { started } from "./core/started";
import { wishedLang } from "./core/strings";
import { App } from "./phone/app";
import { useBack } from "./phone/back";
import { sayRefusals } from "./phone/refusals";
import { applySize } from "./phone/size";
import { enter, type Lobby } from "./phone/world";
import { question } from "./ui/asked";
import { useServerClock } from "./ui/clock";
import "./ui/drawn";
import { sheetsAnswerBack } from "./ui/sheet";

const root = document.getElementById("app") ?? document.body;
const lobby = JSON.parse(document.getElementById("lobby")?.textContent ?? "null") as Lobby;

async function start(): Promise<void> {
  applySize();
  if (asksFirst) {
    await setLang(wishedLang() ?? lobby.workshop.lang ?? lang.value, false);
    await question(root, () => import("./phone/return"), lobby.workshop.title);
  }

  // `/<code>/<n>` is the QR of group n: the shell says so.
  const door = Number(document.documentElement.dataset.group ?? 0);
  const client = startClient({ face: "phone", code: boot.code });
  enter(client, lobby, door);
  useServerClock(() => client.now());

  sayRefusals(client);
  sheetsAnswerBack(useBack);

  await setLang(wishedLang() ?? lobby.workshop.lang ?? lang.value, false);
  render(<App />, root);
  started();
}

void start();
