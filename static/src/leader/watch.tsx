/* What a leader's phone does by itself, whatever part of it is open. */
import { useEffect } from "preact/hooks";
import { watchAnswers } from "./answered";
import { watchArrivals } from "./arrivals";
import { watchHandIns } from "./table/handed";

export function Watch() {
  useEffect(() => {
    watchArrivals();
    watchAnswers();
    watchHandIns();
  }, []);
  return null;
}
