/* Which photos hang where, and how many may. */
import { type Board, type Card, type Id, type Parcel, pageClient, type Photo } from "../../core/client";

/** A board, or one of its cards. */
export type Place = { board: Id; card?: Id | undefined };

/** As the server counts. */
export const MOST = { card: 4, board: 20 };

/** The photos of a card; of a board, those that hang on no card. */
export const photosOf = (of: Card | Board): Photo[] =>
  photosAt(of.type === "card" ? { board: (of as Card).board, card: of.id } : { board: of.id });

export function photosAt({ board, card }: Place): Photo[] {
  const all = pageClient().all("photo").value;
  return all.filter((photo) => photo.board === board && photo.card === (card ?? null) && !photo.withdrawn);
}

/** One's own that are not there yet. */
export function parcelsAt({ board, card }: Place): Parcel[] {
  const mine = pageClient().parcels.items.value.filter((parcel) => parcel.name === "photo.attach");
  return mine.filter(({ data }) => data.board === board && data.card === card);
}
