/* A phone that is awake is in its owner's hand: the table's device does not go on acting for them. */
import { effect } from "@preact/signals";
import { t } from "../core/strings";
import { toast } from "../ui/toast";
import { overtaken } from "./refusals";
import { use } from "./world";

export function watchSeat(): () => void {
  const { client, person } = use();
  let asked = false;
  const look = async () => {
    const { stale } = client.status.value;
    // Votes that waited here go first: as long as one sits they do not take the place of what was handed in since.
    const older = client.outbox.value.some(({ name, state }) => name === "ballot.cast" && ["waiting", "sending"].includes(state.value));
    if (!person.value?.seated || older || stale || asked || document.hidden) return;
    asked = true;
    const reply = await client.send("person.rise", {});
    asked = false;
    if (reply.refused !== undefined) return;
    if (!overtaken.now) toast(t("seat.up"));
    overtaken.now = false;
  };
  document.addEventListener("visibilitychange", look);
  const stop = effect(() => void look());
  return () => {
    stop();
    document.removeEventListener("visibilitychange", look);
  };
}
