/** Photos of a card beside its words, where it has any; `children` hears whether it must share the picture. */
import type { JSX } from "preact";
import { Photos } from "../ui/photo";
import { type Place, usePlace } from "../ui/photos/of";

/** More than these are too small to be seen from the last row: a card that others were merged with may have more. */
export const BESIDE = 4;

export function Beside({ at, children }: { at: Place; children: (shared: boolean) => JSX.Element }) {
  const { photos } = usePlace(at);
  if (!photos.length) return children(false);
  return (
    <div class="beside">
      {children(true)}
      <Photos of={photos.slice(0, BESIDE)} large />
    </div>
  );
}
