/* On one's own page: whether this phone may sound when the table's time is up. */
import { t } from "../core/strings";
import { Choices } from "../ui/choice";
import { play, setSounds, sounds, unlock } from "./sound";

export function SoundChoice() {
  return (
    <Choices
      name="sound"
      label={t("sound.title")}
      value={sounds.value ? "on" : "off"}
      of={[
        { value: "on", say: t("sound.on") },
        { value: "off", say: t("sound.off") },
      ]}
      onPick={(to) => {
        setSounds(to === "on");
        if (to !== "on") return;
        unlock();
        play(); // what it sounds like
      }}
    />
  );
}
