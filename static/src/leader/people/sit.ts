/* Somebody's phone is empty or gone: they go on at the table's device, as the same person and with the same ballot. */
import type { Person } from "../../core/client";
import { t } from "../../core/strings";
import { why } from "../../phone/why";
import { give } from "../give";
import { wayBack } from "../undo";
import { sightOf } from "./sight";

export const maySit = (person: Person): boolean => !person.seated && person.role === "participant";

/** A phone that is awake would take over again at once. */
export const whyNotSit = (person: Person): string | null =>
  why("person.sit", { group: person.group }) ?? (sightOf(person) === "here" ? t("seat.sit_here") : null);

export async function sit(person: Person): Promise<boolean> {
  const { id, name } = person;
  return give("person.sit", { person: id }, { say: t("seat.did_sit", { name }), undo: wayBack("person.sit") });
}
