/* The phone's page: participants and leaders. */
import { effect } from "@preact/signals";
import { render } from "preact";
import { boot, lang, setLang, startClient } from "./core/client";
import { wishedLang } from "./core/strings";
import { App } from "./phone/app";
import { applySize } from "./phone/size";
import { enter, type Lobby } from "./phone/world";
import { useServerClock } from "./ui/clock";
import { toast } from "./ui/toast";

applySize();
const lobby = JSON.parse(document.getElementById("lobby")?.textContent ?? "null") as Lobby;

// `/<code>/<n>` is the QR of group n: the shell says so.
const door = Number(document.documentElement.dataset.group ?? 0);
const client = startClient({ face: "phone", code: boot.code });
enter(client, lobby, door);
useServerClock(() => client.now());

// What has no place on the board to say its sentence says it in passing, and the tap is taken back.
effect(() => {
  for (const item of client.outbox.value) {
    if (item.state.value !== "refused" || "text" in item.data) continue;
    const reply = item.reply.value;
    if (reply && "say" in reply) toast(String(reply.say));
    client.dismiss(item.id);
  }
});

void setLang(wishedLang() ?? lobby.workshop.lang ?? lang.value, false).then(() => {
  render(<App />, document.getElementById("app") ?? document.body);
});
