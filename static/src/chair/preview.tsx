/** The screen as the room sees it, small. The same page in a frame: what is shown here is what is shown there. */
import { ArrowLeft, ArrowRight, ExternalLink, SlidersHorizontal, Square } from "lucide-preact";
import { computed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t, type Presentation } from "../core/client";
import { Button } from "../ui/button";
import { stepOf, stepTo } from "../ui/steps";
import { act } from "./act";
import { here } from "./owner";
import { links, loadLinks } from "./addresses";
import { useRoom } from "./room";
import { Composer, prepare } from "./screen/composer";
import { frames, ScreenFrame } from "./screen/frame";
import { Hold } from "./screen/hold";
import { onScreen, placeOf, themesBy } from "./screen/model";
import { Walk } from "./screen/walk";
import { groupName } from "./words";

/** By the link as it is now: the preview goes on when it is renewed. */
const address = computed(() => links.value && here(links.value.screen));

export function Preview() {
  const room = useRoom();
  useEffect(() => {
    void loadLinks(room.client);
  }, [room]);
  const screens = Math.max(0, room.client.presence.value.screens - frames.value);
  return (
    <aside class="preview" aria-label={t("chair.screen")}>
      <h2>{t("chair.screen")}</h2>
      {address.value && (
        <>
          <ScreenFrame src={address.value} title={t("chair.preview")} />
          <Shown />
          <Hold at="aside" />
          <Board screen={address.value} />
          <a class="btn btn-wide" href={address.value} target="_blank" rel="noopener">
            <ExternalLink class="icon" strokeWidth={1.5} aria-hidden="true" />
            {t("chair.open_screen")}
          </a>
        </>
      )}
      <p class="soft small">{t("chair.screens_n", { n: screens })}</p>
    </aside>
  );
}

/** The vision board on the screens: theme by theme at once, or prepared first. */
function Board({ screen }: { screen: string }) {
  const room = useRoom();
  const { client } = room;
  if (!room.themes.value.length || !client.may("vision.show")) return null;
  const now = onScreen(room);
  return (
    <section class="stack-tight" aria-labelledby="preview-board">
      <h3 id="preview-board" class="small">
        {t("show.title")}
      </h3>
      <Walk
        place={placeOf(themesBy(room, now.sort), now.theme)}
        onGo={(theme) => void act(client, "vision.show", { theme })}
      />
      <Button icon={SlidersHorizontal} haspopup="dialog" wide onTap={() => prepare(now)}>
        {t("show.compose")}
      </Button>
      <Composer screen={screen} />
    </section>
  );
}

/** What stands on the screen instead of the step, who put it there, and the way to take it off. */
function Shown() {
  const room = useRoom();
  const { client } = room;
  const presented = client.all("presentation").value[0];
  const lit = client.all("spotlight").value.filter((one) => one.room);
  const last = lit.reduce((a, b) => (a && a.at >= b.at ? a : b), lit[0]);
  const one = presented ?? last;
  if (!one) return <Told />;
  const group = groupName(room.group.value.get(one.group));
  const off = () =>
    presented
      ? act(client, "board.present", { board: presented.board, on: false })
      : act(client, "board.spotlight", { board: one.board, card: null });
  return (
    <div class="stack-tight" role="status">
      <p class="small">{t(presented ? "present.of" : "present.lit_of", { group })}</p>
      {presented && <Turn shown={presented} />}
      <Button small icon={Square} onTap={() => void off()}>
        {t(presented ? "present.stop" : "present.take_down")}
      </Button>
    </div>
  );
}

/** The result of the whole room's vote, which came there by itself; one tap takes it off. */
function Told() {
  const { client } = useRoom();
  const vision = client.all("vision").value[0];
  if (!vision?.telling || !client.may("poll.put_away")) return null;
  return (
    <div class="stack-tight" role="status">
      <p class="small">{t("poll.telling_short")}</p>
      <Button small icon={Square} onTap={() => void act(client, "poll.put_away", {})}>
        {t("poll.take_down")}
      </Button>
    </div>
  );
}

/** The chair may turn the pages for whoever speaks. */
function Turn({ shown }: { shown: Presentation }) {
  const { client } = useRoom();
  const { at, of } = stepOf(shown);
  const go = (to: number) => void stepTo(client, shown, to);
  return (
    <>
      <p class="small soft num">{at === 0 ? t("present.overview") : t("present.at", { n: at, of })}</p>
      <div class="preview-turn">
        <Button small icon={ArrowLeft} why={at === 0 && t("present.is_first")} onTap={() => go(at - 1)}>
          {t("present.previous")}
        </Button>
        <Button small icon={ArrowRight} why={at === of && t("present.last")} onTap={() => go(at + 1)}>
          {t("act.next")}
        </Button>
      </div>
    </>
  );
}
