/* What became of a card that has just left a list, and through whom: told by the newest step that was about it. */
import type { Deed, Id } from "../../core/client";
import { t } from "../../core/strings";
import { deedCards, deedWordsOfOne, type Names } from "../../ui/deedwords";
import { both } from "../../ui/bits";
import { use } from "../../phone/world";
import { hidden } from "./state";

/** Names as this table's leader knows them. */
export const names: Names = {
  group: (id) => both(use().groups.value.find((one) => one.id === id)?.name),
  person: (id) => use().client.all("person").value.find((one) => one.id === id)?.name ?? "",
  card: (id) => use().client.all("card").value.find((one) => one.id === id)?.text ?? "",
};

export const doer = (deed: Deed): string => (deed.by !== null && names.person(deed.by)) || t("role.chair");

/** The steps of this table, oldest first. */
export const deedsHere = (): readonly Deed[] => {
  const { client, group } = use();
  return client.all("deed").value.filter((deed) => deed.group === group.value?.id);
};

/** In one sentence, and by whom unless it was oneself. */
export function fateOf(card: Id): string {
  const deeds = deedsHere();
  for (let at = deeds.length - 1; at >= 0; at--) {
    const deed = deeds[at]!;
    if (deed.undone || !deedCards(deed).includes(card)) continue;
    const what = deedWordsOfOne(deed, card, names);
    return deed.by === use().me.value.person ? what : t("mod.by", { what, name: doer(deed) });
  }
  return t(hidden.value.some((one) => one.card!.id === card) ? "card.did_hide" : "mod.taken_back");
}
