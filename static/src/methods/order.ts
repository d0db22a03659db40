/*
 * The order in which one person reads what is voted on. Whoever stops half-way leaves the end of a list without votes,
 * and in one order for all it would be the same end. Each thing has a place of its own by its key, so that what comes
 * or goes moves nothing else, and a reload finds the list as it was.
 */

/** 32 bits of a text, well mixed: FNV-1a, then the finaliser of MurmurHash3, so that keys that differ in one digit part. */
export function mixed(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** `seed` is the round and the person. */
export function shuffled<T extends { key: string }>(all: readonly T[], seed: string): T[] {
  const place = new Map(all.map(({ key }) => [key, mixed(`${seed}/${key}`)]));
  return [...all].sort((a, b) => place.get(a.key)! - place.get(b.key)! || (a.key < b.key ? -1 : 1));
}
