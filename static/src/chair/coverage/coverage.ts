/**
 * What no theme covers yet: by table, by the organisation and the sort of organisation that a card concerns, and by what
 * the tables handed in and chose. Only of cards that are there: an organisation that no card names is said to be unnamed.
 */
import type { Card, Group, Id, Org } from "../../core/client";
import type { Place } from "../desk/travel";

/** How many cards there are of something, how many lie in a theme, and how many nobody has looked at. */
export interface Cover {
  cards: number;
  placed: number;
  /** Neither in a theme nor set aside. */
  open: number;
}

export interface Coverage {
  all: Cover;
  /** Of what the tables handed in last; of that, what they chose to present. */
  handed: Cover;
  chosen: Cover;
  groups: (Cover & { group: Group })[];
  /** Organisations that cards concern, and sorts of them: those least covered first. */
  orgs: (Cover & { org: Org })[];
  kinds: (Cover & { kind: string })[];
  /** Cards that name no organisation. */
  nobody: Cover;
  /** No card concerns them. */
  unnamed: { orgs: Org[]; kinds: string[] };
}

export interface Looked {
  cards: readonly Card[];
  groups: readonly Group[];
  orgs: readonly Org[];
  placeOf: (card: Id) => Place;
  handed: ReadonlyMap<Id, { picked: boolean }>;
}

const nothing = (): Cover => ({ cards: 0, placed: 0, open: 0 });

export function coverage({ cards, groups, orgs, placeOf, handed }: Looked): Coverage {
  const all = nothing();
  const sent = nothing();
  const chosen = nothing();
  const nobody = nothing();
  const byGroup = new Map<Id, Cover>();
  const byOrg = new Map<Id, Cover>();
  const byKind = new Map<string, Cover>();
  const known = new Map(orgs.map((org) => [org.id, org]));
  // A group that handed in without a choice presents all of it.
  const choosing = new Set(cards.flatMap((card) => (handed.get(card.id)?.picked ? [card.group] : [])));
  for (const card of cards) {
    const org = card.org === null ? undefined : known.get(card.org);
    const told = handed.get(card.id);
    const counts = [all, at(byGroup, card.group), ...(org ? [at(byOrg, org.id), at(byKind, org.kind)] : [nobody])];
    if (told) counts.push(sent);
    if (told && (told.picked || !choosing.has(card.group))) counts.push(chosen);
    const place = placeOf(card.id);
    for (const one of counts) {
      one.cards++;
      if (typeof place === "number") one.placed++;
      else if (place === undefined) one.open++;
    }
  }
  return {
    all,
    handed: sent,
    chosen,
    nobody,
    groups: groups.map((group) => ({ group, ...(byGroup.get(group.id) ?? nothing()) })),
    orgs: orgs.flatMap((org) => lineOf(byOrg.get(org.id), { org })).sort(leastFirst),
    kinds: [...new Set(orgs.map((org) => org.kind))].flatMap((kind) => lineOf(byKind.get(kind), { kind })).sort(leastFirst),
    unnamed: {
      orgs: orgs.filter((org) => !byOrg.has(org.id)),
      kinds: [...new Set(orgs.map((org) => org.kind))].filter((kind) => !byKind.has(kind)),
    },
  };
}

/** There are cards of it, and no theme has any. */
export const uncovered = (of: Cover): boolean => of.cards > 0 && of.placed === 0;

const leastFirst = (a: Cover, b: Cover): number => Number(uncovered(b)) - Number(uncovered(a)) || b.open - a.open;

const lineOf = <T extends object>(cover: Cover | undefined, of: T): (Cover & T)[] => (cover ? [{ ...cover, ...of }] : []);

function at<K>(map: Map<K, Cover>, key: K): Cover {
  let one = map.get(key);
  if (!one) map.set(key, (one = nothing()));
  return one;
}
