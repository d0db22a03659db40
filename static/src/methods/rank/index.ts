import type { Method } from "../types";
import { placesOf } from "../wire";
import { t } from "../../core/strings";
import { RankBallot, rankingOf } from "./ballot";
import { places } from "./ranking";
import { RankResult } from "./result";

export const rank: Method = {
  Ballot: RankBallot,
  Result: RankResult,
  laid: (_, more) => new Map(Object.entries(more)),
  clean: (values, items) => places(rankingOf(values, items)),
  standing: ({ round, items, values }) =>
    t("rank.given", { n: rankingOf(values, items).length, of: Math.min(placesOf(round), items.length) }),
};
