/* The whole room's vote on the themes, as this phone has it. */
import { computed } from "@preact/signals";
import type { Id, Round, Theme } from "../core/client";
import { t } from "../core/strings";
import { ownBallot } from "./ballot";
import { use } from "./world";

export const vision = computed(() => use().client.all("vision").value[0]);

/** As the chair has ordered them. */
export const themes = computed(() =>
  [...use().client.all("theme").value].sort((a, b) => a.position - b.position || a.id - b.id),
);

/** The plenary's latest round. */
export const round = computed(() => use().client.one<Round>(`round:${vision.value?.round ?? 0}`).value);

export const own = ownBallot(round);

/** A theme, and those joined to it: what was laid on them counts there. */
export const subjectsOf = ({ key, joined }: Pick<Theme, "key" | "joined">): string[] => [
  key,
  ...joined.map((id) => `theme:${id}`),
];

export const votable = computed(() => new Set(themes.value.flatMap(subjectsOf)));

/** Why no dot can be laid now; null where it can. */
export const whyNot = computed((): string | null => {
  const { client, workshop } = use();
  if (client.may("ballot.cast", { phase: "poll" })) return null;
  return t(workshop.value.state === "closed" ? "err.closed" : "err.not_allowed");
});

/** While people vote the themes keep the places they had: what comes stands at the end, and what goes leaves. */
export function inPlace<T extends { id: Id }>(before: readonly Id[], now: readonly T[]): T[] {
  const at = new Map(before.map((id, i) => [id, i]));
  const place = (one: T) => at.get(one.id) ?? before.length;
  return [...now].sort((a, b) => place(a) - place(b)); // the rest as it was: sorting is stable
}

export interface Ranked {
  theme: Theme;
  votes: number;
  /** Equal numbers share a place. */
  place: number;
}

/** Most votes first, by any number that is told; a theme without one is left out. */
export function ranked(all: readonly Theme[], weigh: (theme: Theme) => number | null): Ranked[] {
  const told = all.flatMap((theme) => {
    const votes = weigh(theme);
    return votes === null ? [] : [{ theme, votes }];
  });
  return told
    .sort((a, b) => b.votes - a.votes)
    .map((one) => ({ ...one, place: 1 + told.filter(({ votes }) => votes > one.votes).length }));
}
