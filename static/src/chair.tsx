/** The chair's face: `/chair` is the house (list, new workshop), `/chair/<code>` one workshop. */
import "./core/old";
import { effect } from "@preact/signals";
import { render } from "preact";
import { asksFirst, link, linkToken } from "./core/identity";
import { boot, setLang, startClient } from "./core/client";
import { started } from "./core/started";
import { asLang, wishedLang, wishLike } from "./core/strings";
import { store } from "./core/store";
import { ChairApp } from "./chair/app";
import { HousePage } from "./chair/house";
import { enterRoom, openRoom } from "./chair/room";
import { both } from "./ui/bits";
import { question } from "./ui/asked";
import { useServerClock } from "./ui/clock";
import "./ui/drawn";
import { onePress } from "./ui/press";

async function start(): Promise<void> {
  onePress();
  const root = document.getElementById("app") ?? document.body;
  if (asksFirst) {
    await setLang(wishedLang() ?? asLang(document.documentElement.lang) ?? "lo", false);
    await question(root, () => import("./ui/ask"));
  }
  const as = boot.code ? whose(boot.code) : "chair";
  if (as === "phone") wishLike(as);
  await setLang(wishedLang() ?? asLang(store.get("ws::chair:lang")) ?? asLang(document.documentElement.lang) ?? "lo", false);
  if (!boot.code) {
    render(<HousePage />, root);
    started();
    return;
  }
  const client = startClient({ face: "chair", code: boot.code, as });
  useServerClock(() => client.now());
  const room = enterRoom(openRoom(client));
  effect(() => {
    const title = both(room.workshop.value?.title);
    if (title) document.title = title;
  });
  render(<ChairApp room={room} />, root);
  started();
}

/**
 * Of the theme team is who this browser's phone is (R9). `?team` says so where it is the chair's browser as well; a
 * chair's link says otherwise.
 */
function whose(code: string): "chair" | "phone" {
  if (linkToken && link.taken) return "chair";
  const team = new URLSearchParams(location.search).has("team") || store.get(`ws:${code}:chair`) === null;
  return team && store.get(`ws:${code}:phone`) !== null ? "phone" : "chair";
}

void start();
