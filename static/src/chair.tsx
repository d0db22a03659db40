/** The chair's face: `/chair` is the house (list, new workshop), `/chair/<code>` one workshop. */
import { effect } from "@preact/signals";
import { render } from "preact";
import { boot, setLang, startClient } from "./core/client";
import { asLang, wishedLang } from "./core/strings";
import { store } from "./core/store";
import { ChairApp } from "./chair/app";
import { HousePage } from "./chair/house";
import { enterRoom, openRoom } from "./chair/room";
import { both } from "./ui/bits";
import { useServerClock } from "./ui/clock";

async function start(): Promise<void> {
  const root = document.getElementById("app") ?? document.body;
  await setLang(wishedLang() ?? asLang(store.get("ws::chair:lang")) ?? asLang(document.documentElement.lang) ?? "lo", false);
  if (!boot.code) {
    render(<HousePage />, root);
    return;
  }
  const client = startClient({ face: "chair", code: boot.code });
  useServerClock(() => client.now());
  const room = enterRoom(openRoom(client));
  effect(() => {
    const title = both(room.workshop.value?.title);
    if (title) document.title = title;
  });
  render(<ChairApp room={room} />, root);
}

void start();
