/** Replies in the order they were said; where nothing tells when, those under one card in their order all the same. */
import type { Remark } from "../core/client";

export const inOrderSaid = (a: Remark, b: Remark): number => (a.at ?? 0) - (b.at ?? 0) || a.card - b.card || a.place - b.place;
