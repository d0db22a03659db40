/** What the screens show of the board, prepared in a preview: nothing of it is on any screen before "Show". */
import { signal } from "@preact/signals";
import { Projector, Undo2 } from "lucide-preact";
import { useEffect } from "preact/hooks";
import { t, type Id } from "../../core/client";
import type { Draft } from "../../screen/draft";
import type { Sort } from "../../screen/order";
import { both } from "../../ui/bits";
import { Button } from "../../ui/button";
import { Choices } from "../../ui/choice";
import { atOnce, Sheet } from "../../ui/sheet";
import { toast } from "../../ui/toast";
import { act } from "../act";
import { type Room, useRoom } from "../room";
import { draftOf, ScreenFrame } from "./frame";
import { Hold } from "./hold";
import { onScreen, placeOf, same, themesBy, visionOf } from "./model";
import { Walk } from "./walk";

const SORTS = ["chair", "votes", "breadth"] as const;

/** Being prepared; nothing while the sheet is shut. */
const preparing = signal<Draft | undefined>(undefined);

export const prepare = (from: Draft): void => void (preparing.value = from);

export function Composer({ screen }: { screen: string }) {
  const draft = preparing.value;
  useEffect(() => () => void (preparing.value = undefined), []);
  if (!draft) return null;
  return (
    <Sheet full title={t("show.title")} onClose={atOnce(() => (preparing.value = undefined))}>
      <div class="composer-board">
        <Seen screen={screen} draft={draft} />
        <Controls draft={draft} />
      </div>
    </Sheet>
  );
}

function Seen({ screen, draft }: { screen: string; draft: Draft }) {
  const room = useRoom();
  const isSame = same(draft, onScreen(room));
  const unseen = whyUnseen(room);
  return (
    <div class="stack-tight">
      <p class={isSame && !unseen ? "tag" : "tag tag-amber"} role="status">
        {isSame ? (unseen ?? t("show.same")) : t("show.preview")}
      </p>
      <ScreenFrame src={draftOf(screen)} title={t("show.preview")} draft={draft} />
      {!isSame && unseen && <p class="small soft">{unseen}</p>}
    </div>
  );
}

/** Why the room does not see at once what is shown; nothing where it does. */
function whyUnseen(room: Room): string | undefined {
  const now = room.steps.value.find((step) => step.id === room.workshop.value?.step);
  const board = room.steps.value.find((step) => step.kind === "vision");
  const vision = visionOf(room);
  const away = board && now?.kind !== "vision" && !vision?.polling;
  if (vision && vision.hold !== "live") return t("show.held_say");
  return away ? t("show.elsewhere", { step: both(board.title) }) : undefined;
}

function Controls({ draft }: { draft: Draft }) {
  const room = useRoom();
  const { client } = room;
  const set = (part: Partial<Draft>) => (preparing.value = { ...draft, ...part });
  const now = onScreen(room);
  const show = async () => {
    const reply = await act(client, "vision.show", { ...draft });
    if (!reply.refused) toast(whyUnseen(room) ?? t("show.done"));
  };
  return (
    <div class="stack">
      <Themes draft={draft} onPick={(theme) => set({ theme })} />
      <Choices
        name="show-sort"
        label={t("show.sort")}
        value={draft.sort}
        of={SORTS.map((value) => ({ value, say: t(`show.sort.${value}`) }))}
        onPick={(sort: Sort) => set({ sort })}
      />
      <Choices
        name="show-langs"
        label={t("show.langs")}
        value={draft.langs}
        of={[
          { value: "both", say: t("show.langs.both") },
          { value: "lo", say: "ລາວ", lang: "lo" },
          { value: "en", say: "English", lang: "en" },
        ]}
        onPick={(langs: Draft["langs"]) => set({ langs })}
      />
      <div class="row">
        <Button look="main" icon={Projector} why={same(draft, now) && t("show.same")} onTap={() => void show()}>
          {t("show.go")}
        </Button>
        <Button icon={Undo2} why={same(draft, now) && t("show.same")} onTap={() => set(now)}>
          {t("show.drop")}
        </Button>
      </div>
      <Hold at="composer" />
    </div>
  );
}

function Themes({ draft, onPick }: { draft: Draft; onPick: (theme: Id | null) => void }) {
  const themes = themesBy(useRoom(), draft.sort);
  return (
    <div class="stack-tight">
      <label class="field-label" for="show-theme">
        {t("show.what")}
      </label>
      <select
        id="show-theme"
        class="input"
        value={draft.theme ?? ""}
        onChange={(event) => onPick(Number(event.currentTarget.value) || null)}
      >
        <option value="">{t("show.all")}</option>
        {themes.map((theme, i) => (
          <option key={theme.id} value={theme.id}>
            {t("show.one", { n: i + 1, of: themes.length, title: both(theme.title) })}
          </option>
        ))}
      </select>
      <Walk place={placeOf(themes, draft.theme)} onGo={onPick} />
    </div>
  );
}
