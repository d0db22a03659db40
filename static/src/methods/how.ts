/* How a round is to be voted in, as it is being chosen: kept as the fields show it, sent in its method's own form. */
import type { Key, Round, Text } from "../core/types";
import { criteriaOf, MOST, type MethodName, methodOf, placesOf, shuffles, subjectsOf } from "./wire";

export interface Asked {
  words: Text;
  weight: number;
}

export interface How {
  method: MethodName;
  places: number;
  criteria: readonly Asked[];
  shuffled: boolean;
  /** Null: all on view. */
  subjects: readonly Key[] | null;
}

export const METHODS: readonly MethodName[] = ["dots", "rank", "rate"];
/** More questions than so many on each thing nobody answers with care; the server takes no more. */
export const CRITERIA = 4;
export const WEIGHT = 9;
const PLACES = 5;

/** In both languages, whichever is on show: both are read in the room. */
export const TEMPLATES = {
  importance: { lo: "ຄວາມສຳຄັນ", en: "Importance" },
  feasibility: { lo: "ຄວາມເປັນໄປໄດ້", en: "Feasibility" },
} satisfies Record<string, Text>;

/** As the round has it; what its method does not have is as a new one would. */
export function howOf(round: Round | undefined): How {
  const method = round ? methodOf(round) : "dots";
  return {
    method,
    places: round && method === "rank" ? placesOf(round) : PLACES,
    criteria:
      round && method === "rate"
        ? criteriaOf(round).map(({ words, weight }) => ({ words, weight }))
        : [TEMPLATES.importance, TEMPLATES.feasibility].map((words) => ({ words, weight: 1 })),
    shuffled: round ? shuffles(round) : false,
    subjects: round ? subjectsOf(round) : null,
  };
}

/** What is sent of it: of dots nothing but the method, for they have fields of their own. */
export function howSent({ method, places, criteria, shuffled, subjects }: How) {
  const settings = { dots: null, rank: { places: Math.min(places, MOST) }, rate: { criteria: [...criteria] } }[method];
  return { method, settings, shuffled: method !== "dots" && shuffled, subjects: subjects && [...subjects] };
}

/** Why it cannot be saved yet: the id of a sentence. */
export function wrongHow({ method, criteria, subjects }: How): string | null {
  if (method === "rate" && criteria.some(({ words }) => !words.lo.trim() && !words.en.trim())) return "rate.word_needed";
  if (subjects && subjects.length < 2) return "method.pick_one";
  return null;
}

export const sameHow = (a: How, b: How): boolean => JSON.stringify(howSent(a)) === JSON.stringify(howSent(b));
