import { t } from "../../core/strings";
import type { Method } from "../types";
import { criteriaOf } from "../wire";
import { done } from "./answers";
import { RateBallot, ratingsOf } from "./ballot";
import { RateResult } from "./result";

export const rate: Method = {
  Ballot: RateBallot,
  Result: RateResult,
  laid: (values, more) => new Map([...values, ...Object.entries(more)]),
  clean: (values, items) => Object.fromEntries(ratingsOf(values, items)),
  standing: ({ round, items, values }) =>
    t("rate.done_n", { n: done(ratingsOf(values, items), items.map(({ key }) => key), criteriaOf(round)), of: items.length }),
};
