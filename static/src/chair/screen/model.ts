/** What the screens show of the board, as the chair may step through and change it. */
import type { Id, Theme, Vision } from "../../core/client";
import { beside, inOrder, type Sort } from "../../screen/order";
import type { Draft } from "../../screen/draft";
import type { Room } from "../room";

export const visionOf = (room: Room): Vision | undefined => room.client.all("vision").value[0];

/** What is on the screens now. */
export function onScreen(room: Room): Draft {
  const { sort, langs, theme } = visionOf(room) ?? { sort: "chair", langs: "both", theme: null };
  return { sort, langs, theme };
}

/** The themes as the screens order them: what stands at the desk alone is not among them. */
export function themesBy(room: Room, sort: Sort): Theme[] {
  const vision = visionOf(room);
  const polling = !!vision?.polling;
  const told = polling && room.client.all("round").value.some((round) => round.id === vision.round && round.live);
  return inOrder(room.themes.value, sort, polling ? "fresh" : (vision?.counting ?? "sum"), polling && !told);
}

export interface Place {
  /** 0 is the whole board. */
  at: number;
  of: number;
  theme: Theme | undefined;
  before: Id | null;
  after: Id | null;
}

export function placeOf(themes: readonly Theme[], now: Id | null): Place {
  const at = themes.findIndex((theme) => theme.id === now) + 1;
  return {
    at,
    of: themes.length,
    theme: themes[at - 1],
    before: at === 0 ? null : beside(themes, now, -1),
    after: beside(themes, now, 1),
  };
}

export const same = (a: Draft, b: Draft): boolean => a.sort === b.sort && a.langs === b.langs && a.theme === b.theme;
