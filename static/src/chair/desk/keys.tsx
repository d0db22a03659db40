/** The desk by keyboard. Keys are read by place (`code`), so that they work on a Lao keyboard too. */
import { t } from "../../core/client";
import { Sheet } from "../../ui/sheet";
import { undoLast } from "../undo";
import type { Desk } from "./model";

/** What the cheat sheet shows: keys, and the id of the sentence. */
const SHEET: [string[], string][] = [
  [["↑", "↓"], "keys.move"],
  [["Space"], "keys.pick"],
  [["Shift", "↑↓"], "keys.extend"],
  [["Ctrl", "A"], "keys.all"],
  [["N"], "desk.new"],
  [["1", "…", "9"], "keys.number"],
  [["T"], "desk.to_theme"],
  [["S"], "desk.split"],
  [["B"], "desk.put_back"],
  [["Tab"], "keys.tab"],
  [["Alt", "↑↓"], "keys.order"],
  [["R"], "desk.edit"],
  [["Z"], "act.undo_action"],
  [["/"], "act.search"],
  [["Esc"], "desk.clear"],
  [["?"], "keys.title"],
];

export function KeysSheet({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title={t("keys.title")} onClose={onClose}>
      <dl class="keys">
        {SHEET.map(([keys, say]) => (
          <div key={say}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(say)}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}

const TYPING = "input, textarea, select, dialog, [contenteditable]";

/** One key on the desk. True when it meant something here. */
export function pressed(desk: Desk, event: KeyboardEvent): boolean {
  const at = event.target as Element;
  if (at.closest(TYPING)) return false;
  const theme = Number(at.closest<HTMLElement>("[data-theme-id]")?.dataset.themeId) || undefined;
  const cards = [...desk.picked.all];
  const ask = (what: "new" | "split" | "to") => {
    desk.asking.value = { what, cards };
    return true;
  };
  if (event.altKey && theme && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    void desk.shift(theme, event.key === "ArrowUp" ? -1 : 1);
    return true;
  }
  if (event.code === "KeyZ" && !event.shiftKey && !event.altKey) {
    undoLast(desk.room);
    return true;
  }
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  const digit = /^Digit([1-9])$/.exec(event.code);
  if (digit && cards.length > 0) {
    const to = desk.room.themes.peek()[Number(digit[1]) - 1];
    if (to) void desk.place(to.id, cards);
    return true;
  }
  if (event.key === "?") {
    desk.asking.value = { what: "keys" };
    return true;
  }
  switch (event.code) {
    case "KeyN":
      return ask("new");
    case "KeyT":
      return cards.length > 0 && ask("to");
    case "KeyS":
      return desk.within.peek() !== undefined && ask("split");
    case "KeyB":
      void desk.putBack(cards);
      return true;
    case "KeyR":
      if (theme) desk.asking.value = { what: "theme", theme };
      return theme !== undefined;
    case "Slash":
      document.getElementById("desk-find")?.focus();
      return true;
    case "Escape":
      desk.picked.clear();
      return true;
    default:
      return false;
  }
}
