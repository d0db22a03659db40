/** Keys that are one letter, digit or sign can be switched off on this device: who speaks to the machine sends letters unmeant. */
import { signal } from "@preact/signals";
import { store } from "../core/store";
import { t } from "../core/strings";

const KEPT = "ws::chair:letters";

const kept = signal(store.get(KEPT) !== "off");

export const letters = { peek: (): boolean => kept.peek() };

export function setLetters(on: boolean): void {
  kept.value = on;
  if (on) store.drop(KEPT);
  else store.set(KEPT, "off");
}

export function Letters() {
  return (
    <div class="stack-tight">
      <label class="check">
        <input
          type="checkbox"
          id="keys-letters"
          checked={kept.value}
          aria-describedby="keys-letters-say"
          onChange={(event) => setLetters(event.currentTarget.checked)}
        />
        {t("keys.letters")}
      </label>
      <p class="soft small" id="keys-letters-say">
        {t("keys.letters_say")}
      </p>
    </div>
  );
}
