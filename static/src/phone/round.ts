/*
 * This device goes round the table. Kept for this tab of the browser, so that a reload in somebody's hands comes back to
 * the list of names and never to the leader's own pages; nothing of anybody's is kept with it.
 */
import { session } from "../core/store";

const key = (): string => `table.round.${location.pathname.split("/")[1]}`;

export const goesRound = (): boolean => session.get(key()) !== null;
export const goRound = (on: boolean): void => void (on ? session.set(key(), "1") : session.drop(key()));
