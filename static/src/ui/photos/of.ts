/* Which photos hang where, and how many may. */
import { computed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { type Id, type Parcel, pageClient, type Photo } from "../../core/client";

/** A board, or one of its cards. */
export type Place = { board: Id; card?: Id | undefined };

/** As the server counts. */
export const MOST = { card: 4, board: 20 };

const NONE: readonly never[] = [];
const spot = (board: unknown, card: unknown): string => `${String(board)}.${String(card ?? "")}`;
const spotOf = ({ board, card }: Place): string => spot(board, card);

/** Gathered once for all places; a place where nothing changed keeps its list, and so draws nothing again: 300 ask. */
function gathered<T>(all: () => readonly T[], where: (one: T) => string) {
  let last = new Map<string, readonly T[]>();
  return computed(() => {
    const now = new Map<string, T[]>();
    for (const one of all()) now.set(where(one), [...(now.get(where(one)) ?? []), one]);
    const kept = [...now].map(([at, list]) => {
      const old = last.get(at);
      return [at, old?.length === list.length && old.every((one, i) => one === list[i]) ? old : list] as const;
    });
    return (last = new Map(kept));
  });
}

const photos = gathered<Photo>(
  () => pageClient().all("photo").value.filter((photo) => !photo.withdrawn),
  (photo) => spot(photo.board, photo.card),
);
const parcels = gathered<Parcel>(
  () => pageClient().parcels.items.value.filter((parcel) => parcel.name === "photo.attach"),
  ({ data }) => spot(data.board, data.card),
);

export const photosAt = (at: Place): readonly Photo[] => photos.value.get(spotOf(at)) ?? NONE;

/** One's own that are not there yet. */
export const parcelsAt = (at: Place): readonly Parcel[] => parcels.value.get(spotOf(at)) ?? NONE;

/** The same for a component that is drawn for many places: again only when something changed at its own. */
export function usePlace(at: Place): { photos: readonly Photo[]; parcels: readonly Parcel[] } {
  const asked = [at.board, at.card];
  const here = useMemo(() => computed(() => photosAt(at)), asked).value;
  const coming = useMemo(() => computed(() => parcelsAt(at)), asked).value;
  return { photos: here, parcels: coming };
}
