/** Photos of a card beside its words, where it has any. */
import type { ComponentChildren } from "preact";
import { Photos } from "../ui/photo";
import { type Place, usePlace } from "../ui/photos/of";

export function Beside({ at, children }: { at: Place; children: ComponentChildren }) {
  const { photos } = usePlace(at);
  if (!photos.length) return <>{children}</>;
  return (
    <div class="beside">
      {children}
      <Photos of={photos} large />
    </div>
  );
}
