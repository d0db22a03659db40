/**
 * Photos on cards and boards, for every face. `<PhotoStrip at={{ board, card }}/>` shows a place's photos, and one's own
 * that are on their way there; `<PhotoButton/>` adds one; `<Photos of/>` shows any, small or large.
 */
import type { Photo } from "../core/client";
import { Photos } from "./photos/grid";
import { type Place, usePlace } from "./photos/of";
import { Waiting } from "./photos/waiting";

export { PhotoButton } from "./photos/button";
export { Photos } from "./photos/grid";
export { photosAt, type Place } from "./photos/of";

/** `more` are photos of other places that are shown here with its own: of cards merged under this one. */
export function PhotoStrip({ at, more = [] }: { at: Place; more?: readonly Photo[] }) {
  const { photos, parcels } = usePlace(at);
  if (!photos.length && !more.length && !parcels.length) return null;
  return (
    <div class="photo-place">
      <Photos of={more.length ? [...photos, ...more] : photos} />
      <Waiting parcels={parcels} />
    </div>
  );
}
