/** Freeze and blank: what all screens do, and since when they are held. */
import { t, type Vision } from "../../core/client";
import { Choices } from "../../ui/choice";
import { act } from "../act";
import { useRoom } from "../room";
import { visionOf } from "./model";

const HOW = ["live", "frozen", "blank"] as const;

/** `at` tells two of them on one page apart. */
export function Hold({ at }: { at: string }) {
  const room = useRoom();
  const vision = visionOf(room);
  if (!vision || !room.client.may("screen.hold")) return null;
  const { hold, held } = vision;
  return (
    <div class="stack-tight hold" data-hold={hold}>
      <Choices
        name={`hold-${at}`}
        label={t("hold.title")}
        value={hold}
        of={HOW.map((value) => ({ value, say: t(`hold.${value}`) }))}
        onPick={(how: Vision["hold"]) => void act(room.client, "screen.hold", { how })}
      />
      <p class="small soft num" role="status">
        {hold !== "live" && t(`hold.${hold}_say`, { time: clock(held ?? 0) })}
      </p>
    </div>
  );
}

const clock = (ms: number): string =>
  new Date(ms).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Vientiane" });
