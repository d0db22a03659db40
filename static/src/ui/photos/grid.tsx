/* Photos side by side, small; a tap opens one. On the screen they are large, and nobody taps. */
import { useState } from "preact/hooks";
import { type Photo, t } from "../../core/client";
import { named, Picture } from "./thumb";
import { Viewer } from "./viewer";

export interface PhotosProps {
  of: readonly Photo[];
  label?: string | undefined;
  /** For the projector: no more than fit, as large as fit, each with its caption. */
  large?: boolean;
}

const ON_SCREEN = 4;

export function Photos({ of, label, large }: PhotosProps) {
  const [open, setOpen] = useState<number | null>(null);
  if (!of.length) return null;
  if (large) return <Large of={of.filter((photo) => !photo.hidden).slice(0, ON_SCREEN)} />;
  return (
    <>
      <ul class="photos" aria-label={label ?? t("photo.photos")}>
        {of.map((photo) => (
          <li key={photo.id}>
            <button
              type="button"
              class={photo.hidden ? "photo-thumb photo-hidden" : "photo-thumb"}
              aria-haspopup="dialog"
              aria-label={photo.hidden ? `${named(photo, of)} (${t("photo.hidden")})` : named(photo, of)}
              onClick={() => setOpen(photo.id)}
            >
              <Picture photo={photo} size="small" alt="" />
            </button>
          </li>
        ))}
      </ul>
      {open !== null && <Viewer of={of} open={open} onOpen={setOpen} onClose={() => setOpen(null)} />}
    </>
  );
}

function Large({ of }: { of: readonly Photo[] }) {
  return (
    <div class="photos-large" data-count={of.length}>
      {of.map((photo) => (
        <figure key={photo.id}>
          <Picture photo={photo} size="full" alt={named(photo, of)} />
          {photo.caption && <figcaption>{photo.caption}</figcaption>}
        </figure>
      ))}
    </div>
  );
}
