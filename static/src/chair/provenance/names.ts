/** A card or a theme by its key, in the words that it has. */
import type { Key, Lang } from "../../core/client";
import { both } from "../../ui/bits";
import type { Room } from "../room";

export function nameOf(room: Room, of: Key): { text: string; lang: Lang | undefined } {
  const [type, id] = of.split(":");
  if (type === "theme") return { text: both(room.theme.value.get(Number(id))?.title), lang: undefined };
  const card = room.card.value.get(Number(id));
  return { text: card?.text ?? "", lang: card?.lang };
}
