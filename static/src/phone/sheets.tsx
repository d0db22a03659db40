/* The sheets that lie over the board, in one file that comes after it. */
import { useRef } from "preact/hooks";
import { type Shown, shownCards } from "./cards";
import { EditSheet } from "./edit";
import { HideSheet } from "./hide";
import { MenuSheet } from "./menu";
import { closeSheet, opened, type SheetName } from "./open";
import { ReplySheet } from "./reply";

const SHEETS: Record<SheetName, (p: { card: Shown; onClose: () => void }) => preact.JSX.Element> = {
  menu: MenuSheet,
  edit: EditSheet,
  hide: HideSheet,
  reply: ReplySheet,
};

export function Opened() {
  const { sheet, key } = opened.value!;
  const last = useRef<Shown>();
  // A card that is hidden or taken back while one writes about it stays here as it was last seen.
  const card = shownCards().find((one) => one.key === key) ?? (last.current?.key === key ? last.current : undefined);
  last.current = card;
  const Which = SHEETS[sheet];
  return card ? <Which key={`${sheet} ${key}`} card={card} onClose={closeSheet} /> : null;
}
