/** The screen as the room sees it, small. The same page in a frame: what is shown here is what is shown there. */
import { ExternalLink } from "lucide-preact";
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../core/client";
import { here } from "./owner";
import { loadLinks } from "./links";
import { useRoom } from "./room";

const address = signal<string | undefined>(undefined);

export function Preview() {
  const room = useRoom();
  useEffect(() => {
    void loadLinks(room.client).then((links) => (address.value = links ? here(links.screen) : undefined));
  }, [room]);
  // The frame here joins as a screen too.
  const screens = Math.max(0, room.client.presence.value.screens - 1);
  return (
    <aside class="preview" aria-label={t("chair.screen")}>
      <h2>{t("chair.screen")}</h2>
      {address.value && (
        <>
          {/* inert: the frame is a picture of the screen, not a second place to press. */}
          <div class="preview-frame" inert>
            <iframe src={address.value} title={t("chair.preview")} tabIndex={-1} />
          </div>
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
