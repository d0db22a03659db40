/** The chair's page: agenda at left, the room in the middle, the screen's preview at right. */
import { Columns2, History as Past, LayoutGrid, Link2, PanelLeft, Projector, Settings, Users } from "lucide-preact";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t, type Client } from "../core/client";
import { Banner, both, LangSwitch } from "../ui/bits";
import { Button } from "../ui/button";
import { Icon } from "../ui/icons";
import { Toasts } from "../ui/toast";
import { toastCalls } from "./calls";
import { CountSheets } from "./count/sheets";
import { Desk } from "./desk/desk";
import { History, historyOpen } from "./history";
import { Links } from "./links";
import { People } from "./people";
import { Preview } from "./preview";
import { Provenance } from "./provenance/sheet";
import { Rail } from "./rail";
import { useRoom, type Room } from "./room";
import { RoomView } from "./roomview";
import { SettingsView } from "./settings";
import { followAddress, previewShown, railShown, toggle, view, VIEWS, type View } from "./shape";
import { TakeAway, TakeAwayButton } from "./takeaway";
import { myGroup, ToMyGroup, NotOfTheTeam } from "./team";
import { BuiltOn, Doubted, toastDeeds } from "./undo";

const ICONS = { room: LayoutGrid, desk: Columns2, people: Users, links: Link2, settings: Settings };
const PAGES: Record<View, () => JSX.Element | null> = {
  room: RoomView,
  desk: Desk,
  people: People,
  links: Links,
  settings: SettingsView,
};

export function ChairApp({ room }: { room: Room }) {
  useEffect(followAddress, []);
  useEffect(() => toastDeeds(room), [room]);
  useEffect(() => toastCalls(room), [room]);
  return <Frame />;
}

function Frame() {
  const room = useRoom();
  const status = room.client.status.value;
  const { disk } = room.client.presence.value;
  // A link of another kind, or an outdated one, joins as a guest: this is not a guest's page.
  const { role, person } = room.client.me.value;
  const helped = useRef(false);
  if (role === "helper") helped.current = true;
  const stranger = status.everJoined && role !== "chair" && role !== "helper";
  if (stranger && person !== undefined && !status.refused && !status.removed) return <NotOfTheTeam ended={helped.current} />;
  if (status.refused || status.removed || stranger) return <Refused client={room.client} helped={helped.current} />;
  const helper = role === "helper";
  const Page = helper ? Desk : PAGES[view.value];
  const page = helper ? "desk" : view.value;
  // Another page begins at its top.
  useEffect(() => document.getElementById("main")?.scrollTo(0, 0), [page]);
  return (
    <div class={`chair view-${helper ? "desk" : view.value}`}>
      <Head />
      {status.stale && <Banner>{t("chair.offline")}</Banner>}
      {disk && <Banner>{t(`chair.disk_${disk.disk}`, { mb: disk.free_mb })}</Banner>}
      <div class="chair-body">
        {railShown.value && role === "chair" && <Rail />}
        <main id="main" class="chair-main" tabIndex={-1}>
          {status.everJoined ? <Page /> : <p class="empty">{t("st.connecting")}</p>}
        </main>
        {previewShown.value && status.everJoined && <Preview />}
      </div>
      <History />
      <TakeAway />
      <Doubted />
      <BuiltOn />
      <Provenance />
      <CountSheets />
      <Toasts />
    </div>
  );
}

function Head() {
  const room = useRoom();
  const workshop = room.workshop.value;
  const helper = room.client.me.value.role === "helper";
  return (
    <header class="chair-head">
      {helper ? (
        <ToMyGroup />
      ) : (
      <Button look="bare" icon={PanelLeft} pressed={railShown.value} onTap={() => toggle("rail")} class="head-toggle">
        <span class="head-word">{t("stage.agenda")}</span>
      </Button>
      )}
      <div class="head-title">
        <h1>{both(workshop?.title)}</h1>
        <p class="soft small num">
          <span>{t("house.code", { code: workshop?.code ?? room.client.code })}</span>
          {workshop?.state === "closed" ? (
            <span class="tag tag-amber">{t("house.closed")}</span>
          ) : (
            room.client.presence.value.counted && <span>{t("st.online_n", { n: room.client.presence.value.people })}</span>
          )}
        </p>
      </div>
      {!helper && (
      <nav class="head-nav" aria-label={t("chair.views")}>
        {VIEWS.map((name) => (
          <a key={name} href={`#${name}`} class="btn btn-bare" aria-current={view.value === name ? "page" : undefined}>
            <Icon of={ICONS[name]} />
            <span>{t(`chair.view.${name}`)}</span>
          </a>
        ))}
      </nav>
      )}
      <div class="head-end">
        <TakeAwayButton />
        <Button look="bare" icon={Past} haspopup="dialog" onTap={() => (historyOpen.value = true)}>
          <span class="head-word">{t("view.history")}</span>
        </Button>
        <Button
          look="bare"
          icon={Projector}
          pressed={previewShown.value}
          onTap={() => toggle("preview")}
          class="head-toggle"
        >
          <span class="head-word">{t("chair.screen")}</span>
        </Button>
        <LangSwitch onPick={(lang) => void room.client.send("person.speak", { lang })} />
      </div>
    </header>
  );
}

/** The link no longer opens this door: say why, and the way on. */
function Refused({ client, helped }: { client: Client; helped: boolean }) {
  const status = client.status.value;
  const renewed = status.refused?.code === "renewed";
  return (
    <main class="house">
      <div class="panel stack">
        <LangSwitch />
        <h1>{t(status.removed || renewed ? "chair.removed" : "chair.refused")}</h1>
        {status.refused && <p>{t(renewed ? (helped ? "phone.renewed.say" : "chair.renewed") : `err.${status.refused.code}`)}</p>}
        <div class="row">
          {!renewed && (
            <Button look="main" onTap={() => client.reconnect()}>
              {t("act.retry")}
            </Button>
          )}
          <a class="btn" href={helped ? myGroup(client.code) : "/chair"}>
            {t(helped ? "team.back" : "house.title")}
          </a>
        </div>
      </div>
    </main>
  );
}
