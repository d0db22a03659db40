/** The list of proposals by keyboard: each answer is a key away from the proposal that has the focus. */
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { isLetter } from "../../ui/press";
import { letters } from "../letters";
import { alone, FIELD, goesOn, meansNothing } from "../word";

/** True when the key meant something here. */
export function pressedIn(event: KeyboardEvent): boolean {
  const at = event.target as HTMLElement;
  if (at.closest(FIELD) || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (isLetter(event) && (!letters.peek() || goesOn(event))) return false;
  const meant = acts(at, event);
  if (!meant && isLetter(event)) meansNothing(event);
  return meant;
}

function acts(at: HTMLElement, event: KeyboardEvent): boolean {
  // In a sheet above a key is that one's; and with the keyboard on nothing a letter was meant for a field.
  const sheet = at.closest("dialog");
  if (sheet ? !sheet.querySelector(".hints") : isLetter(event)) return false;
  const on = at.closest<HTMLElement>("[data-hint]");
  // At an end it means the same, and moves nothing.
  if (event.code === "KeyJ" || event.code === "ArrowDown") return go(on, 1) || on !== null;
  if (event.code === "KeyK" || event.code === "ArrowUp") return go(on, -1) || on !== null;
  // Only what the keyboard is on is answered: it was looked at.
  if (!on) return false;
  // Others see what it does: it waits until the letter stands alone.
  const press = (selector: string) => {
    alone(() => {
      if (!on.isConnected) return;
      const next = beside(on, 1) ?? beside(on, -1);
      on.querySelector<HTMLElement>(selector)?.click();
      (next ?? on.closest<HTMLElement>(".sheet-body"))?.focus();
    });
    return true;
  };
  switch (event.code) {
    case "KeyA":
      return press(".hint-accept");
    case "KeyX":
      return press(".hint-refuse");
    case "KeyP":
      on.querySelector<HTMLElement>(".hint-pick")?.click();
      return true;
    case "KeyR":
      on.querySelector<HTMLElement>(".hint-title input")?.focus();
      return true;
    default:
      return false;
  }
}

/**
 * What has the keyboard goes from the page when it is answered: the proposal after it has the keyboard then, or the list.
 * `box` is asked while it is still there, as the effects of what goes end before it is taken out.
 */
export function usePassOn(box: RefObject<HTMLElement>): void {
  useLayoutEffect(
    () => () => {
      const on = box.current;
      if (!on?.contains(document.activeElement)) return;
      (beside(on, 1) ?? beside(on, -1) ?? on.closest<HTMLElement>(".sheet-body"))?.focus({ preventScroll: true });
    },
    [],
  );
}

function beside(on: HTMLElement | null, by: 1 | -1): HTMLElement | undefined {
  const all = [...document.querySelectorAll<HTMLElement>("[data-hint]")];
  const at = on ? all.indexOf(on) : -1;
  return at >= 0 ? all[at + by] : all[by > 0 ? 0 : all.length - 1];
}

function go(on: HTMLElement | null, by: 1 | -1): boolean {
  const to = beside(on, by);
  to?.focus();
  to?.scrollIntoView({ block: "nearest" });
  return to !== undefined;
}
