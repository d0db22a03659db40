/** The desk by keyboard. Keys are read by place (`code`), so that they work on a Lao keyboard too. */
import { t } from "../../core/client";
import { Sheet } from "../../ui/sheet";
import { isLetter } from "../../ui/press";
import { toast } from "../../ui/toast";
import { hintsOpen } from "../hints/open";
import { openTrail } from "../provenance/trail";
import { letters, Letters } from "../letters";
import { alone, FIELD, goesOn, meansNothing } from "../word";
import { redoDesk, undoDesk } from "../undo";
import type { Desk, Side } from "./model";
import { drawn } from "../../ui/drawn";
import { useClose } from "../../ui/close";

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
  [["P"], "keys.aside"],
  [["W"], "desk.along"],
  [["Tab"], "keys.tab"],
  [["Alt", "↑↓"], "keys.order"],
  [["R"], "desk.edit"],
  [["J"], "desk.join"],
  [["G"], "keys.side"],
  [["O"], "trail.title"],
  [["Ctrl", "Z"], "act.undo_action"],
  [["Ctrl", "Y"], "history.redo"],
  [["/"], "act.search"],
  [["Esc"], "desk.clear"],
  [["H"], "keys.hints"],
  [["J", "K"], "keys.hint_move"],
  [["A"], "keys.hint_accept"],
  [["X"], "keys.hint_refuse"],
  [["R"], "keys.hint_title"],
  [["?"], "keys.title"],
];

export function KeysSheet({ onClose: shut }: { onClose: () => void }) {
  const onClose = useClose(shut);
  return (
    <Sheet title={t("keys.title")} onClose={onClose}>
      <Letters />
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

/** The next of what the left side shows, with the keyboard in it. */
function turn(desk: Desk): void {
  const at = SIDES.indexOf(desk.side.peek());
  desk.side.value = SIDES[(at + 1) % SIDES.length]!;
  drawn(() => document.querySelector<HTMLElement>(".inbox .slips, .desk-groups button")?.focus());
}
const SIDES: readonly Side[] = ["groups", "cards", "aside"];

/** The card that the keyboard is on in a list, or the only one picked. */
function pointedAt(at: Element, picked: readonly number[]): string | undefined {
  const lit = at.closest("[role=listbox]")?.getAttribute("aria-activedescendant");
  const card = lit ? lit.slice(lit.lastIndexOf("-") + 1) : picked.length === 1 ? picked[0] : undefined;
  return card === undefined ? undefined : `card:${card}`;
}

/** One key on the desk. True when it meant something here. */
export function pressed(desk: Desk, event: KeyboardEvent): boolean {
  // A sheet over the desk has the keys, also while the focus is on nothing.
  if ((event.target as Element).closest(`${FIELD}, dialog`) || document.querySelector("dialog[open]")) return false;
  if (isLetter(event) && (!letters.peek() || goesOn(event))) return false;
  const meant = acts(desk, event);
  if (!meant && isLetter(event)) meansNothing(event);
  return meant;
}

/** What changes something that others see: with the keyboard on the desk, and by a letter that stands alone. */
function changes(at: Element, does: () => void): boolean {
  if (!at.closest(".desk")) return false;
  alone(does);
  return true;
}

function acts(desk: Desk, event: KeyboardEvent): boolean {
  const at = event.target as Element;
  const theme = Number(at.closest<HTMLElement>("[data-theme-id]")?.dataset.themeId) || undefined;
  // What is out of sight is acted on only when the bar was told so.
  const cards = [...desk.acting.peek()];
  const ask = (what: "new" | "split" | "to") => {
    desk.asking.value = { what, cards };
    return true;
  };
  if (event.altKey && theme && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    if (desk.byNumber.peek()) toast(t("desk.sorted_say"));
    else void desk.shift(theme, event.key === "ArrowUp" ? -1 : 1);
    return true;
  }
  if ((event.ctrlKey || event.metaKey) && !event.altKey && (event.code === "KeyZ" || event.code === "KeyY")) {
    const back = event.code === "KeyZ" && !event.shiftKey;
    void (back ? undoDesk(desk.room) : redoDesk(desk.room));
    return true;
  }
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  const digit = /^Digit([1-9])$/.exec(event.code);
  if (digit && cards.length > 0) {
    const to = desk.room.themes.peek()[Number(digit[1]) - 1];
    return to !== undefined && changes(at, () => void desk.place(to.id, cards));
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
      return cards.length > 0 && changes(at, () => void desk.putBack(cards));
    case "KeyP":
      return cards.length > 0 && changes(at, () => void desk.park(cards, !cards.every((id) => desk.facts.placeOf.peek()(id) === "aside")));
    case "KeyW":
      return changes(at, () => {
        desk.along.value = !desk.along.value;
        toast(t(desk.along.value ? "desk.along_on" : "desk.along_off"));
      });
    case "KeyG":
      turn(desk);
      return true;
    case "KeyR":
    case "KeyJ":
      if (theme) desk.asking.value = { what: event.code === "KeyR" ? "theme" : "join", theme };
      return theme !== undefined;
    case "KeyO": {
      const of = pointedAt(at, cards) ?? (theme && `theme:${theme}`);
      if (of) openTrail(of);
      return of !== undefined;
    }
    case "KeyH":
      hintsOpen.value = true;
      return true;
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
