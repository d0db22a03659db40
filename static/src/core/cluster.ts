/** From likeness to clusters: average linkage, so that A like B like C does not chain a whole board together. */
import { dot, type Index, plus, type Vector } from "./likeness";

export interface Cluster {
  /** Two or more, in the order of the index. */
  members: number[];
  /** The one most like the others. */
  centre: number;
  /** How alike they are on average, 0 .. 1. */
  score: number;
}

/** Of each text the nearest so many are looked at: a thousand times the same words are found alike through a few. */
const NEAREST = 40;
/** More in one cluster is nothing that a person can judge at a glance. */
const MOST = 60;

interface Growing {
  members: number[];
  /** Their vectors added up: two clusters' likeness on average is then one product. */
  sum: Vector;
}

/** Join the most alike first; two clusters become one while their members are alike on average and none is apart. */
export function cluster(index: Index, least: number, apart?: (a: number, b: number) => boolean): Cluster[] {
  const links: [number, number, number][] = [];
  index.links(least, NEAREST, (one, other, score) => {
    if (!apart?.(one, other)) links.push([one, other, score]);
  });
  links.sort((a, b) => b[2] - a[2] || a[0] - b[0] || a[1] - b[1]);

  const vectors = index.vectors();
  const within = new Map<number, Growing>();
  const of = (one: number): Growing => {
    let found = within.get(one);
    if (!found) within.set(one, (found = { members: [one], sum: vectors[one]! }));
    return found;
  };
  const tried = new Map<Growing, Set<Growing>>();
  const fit = (some: Growing, others: Growing): boolean =>
    some.members.length + others.members.length <= MOST &&
    dot(some.sum, others.sum) >= least * some.members.length * others.members.length &&
    !(apart && some.members.some((a) => others.members.some((b) => apart(a, b))));
  for (const [one, other] of links) {
    const [some, others] = [of(one), of(other)];
    if (some === others || tried.get(some)?.has(others)) continue;
    if (!fit(some, others)) {
      // Many links lead from one to the other; they do not come nearer by being asked again.
      for (const [a, b] of [[some, others], [others, some]] as const) {
        const known = tried.get(a);
        if (known) known.add(b);
        else tried.set(a, new Set([b]));
      }
      continue;
    }
    const joined = { members: [...some.members, ...others.members], sum: plus(some.sum, others.sum) };
    for (const each of joined.members) within.set(each, joined);
  }
  return [...new Set(within.values())]
    .filter(({ members }) => members.length > 1)
    .map(({ members: found, sum }) => {
      const members = [...found].sort((a, b) => a - b);
      const means = members.map((one) => (dot(vectors[one]!, sum) - 1) / (members.length - 1));
      const best = means.reduce((top, each, at) => (each > means[top]! + 1e-9 ? at : top), 0);
      return { members, centre: members[best]!, score: means.reduce((all, each) => all + each, 0) / members.length };
    });
}
