/** The chair's face: `/chair` is the house (list, new workshop), `/chair/<code>` one workshop. */
import { render } from "preact";
import { boot, setLang, startClient } from "./core/client";
import { asLang, wishedLang } from "./core/strings";
import { ChairApp } from "./chair/app";
import { HousePage } from "./chair/house";
import { openRoom } from "./chair/room";
import { useServerClock } from "./ui/clock";

async function start(): Promise<void> {
  const root = document.getElementById("app") ?? document.body;
  await setLang(wishedLang() ?? asLang(document.documentElement.lang) ?? "lo", false);
  if (!boot.code) {
    render(<HousePage />, root);
    return;
  }
  const client = startClient({ face: "chair", code: boot.code });
  useServerClock(() => client.now());
  render(<ChairApp room={openRoom(client)} />, root);
}

void start();
