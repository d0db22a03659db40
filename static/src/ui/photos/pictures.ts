/**
 * Pictures as the page holds them. One that not everybody may see has no address that an <img> could ask for: it is
 * fetched with who we are, and few are held at a time, for an old phone has little room.
 */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type Photo, pageClient } from "../../core/client";

type Size = "full" | "small";
/** The address of a picture once it is here; undefined while it comes, null when it does not. */
export type Address = string | null | undefined;

const MOST: Record<Size, number> = { full: 6, small: 80 };
const TRIES = 5;
const PAUSE = 3_000;
const held: Record<Size, Map<number, Signal<Address>>> = { full: new Map(), small: new Map() };

export function pictureOf(photo: Photo, size: Size): ReadonlySignal<Address> {
  const here = held[size];
  let address = here.get(photo.id);
  if (address) here.delete(photo.id); // and to the end again: the one longest unseen is let go first
  else void fetchInto((address = signal<Address>(undefined)), photo.id, size, 1);
  here.set(photo.id, address);
  for (const [id, old] of here) {
    if (here.size <= MOST[size]) break;
    here.delete(id);
    if (old.peek()) URL.revokeObjectURL(old.peek()!);
  }
  return address;
}

async function fetchInto(address: Signal<Address>, id: number, size: Size, tries: number): Promise<void> {
  const client = pageClient();
  const blob = await client.picture(`/api/w/${client.code}/photos/${id}/${size}`);
  if (held[size].get(id) !== address) return; // let go meanwhile
  if (blob) address.value = URL.createObjectURL(blob);
  else if (tries < TRIES) setTimeout(() => void fetchInto(address, id, size, tries + 1), PAUSE * tries);
  else {
    address.value = null;
    held[size].delete(id); // asked for anew when it is looked at again
  }
}
