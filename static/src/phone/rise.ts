/* A phone that is awake is in its owner's hand: the table's device does not go on acting for them. */
import { effect } from "@preact/signals";
import { t } from "../core/strings";
import { toast } from "../ui/toast";
import { use } from "./world";

export function watchSeat(): () => void {
  const { client, person } = use();
  let asked = false;
  const look = async () => {
    const { stale } = client.status.value;
    if (!person.value?.seated || stale || asked || document.hidden) return;
    asked = true;
    const reply = await client.send("person.rise");
    asked = false;
    if (reply.refused === undefined) toast(t("seat.up"));
  };
  document.addEventListener("visibilitychange", look);
  const stop = effect(() => void look());
  return () => {
    stop();
    document.removeEventListener("visibilitychange", look);
  };
}
