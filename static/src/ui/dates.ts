/* Dates as the country writes them: dd/mm/yyyy, months in words, a run of days as "14-16 ທັນວາ 2022". */
import { t } from "../core/strings";

interface Day {
  d: number;
  m: number;
  y: number;
}

function parse(iso: string): Day | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  return found ? { y: Number(found[1]), m: Number(found[2]), d: Number(found[3]) } : undefined;
}

const month = (day: Day) => t(`date.month.${day.m}`);
const whole = (day: Day) => t("date.day", { d: day.d, month: month(day), y: day.y });

/** One day in words, "14 ທັນວາ 2022"; the text itself when it is not an ISO date. */
export function dayText(iso: string): string {
  const day = parse(iso);
  return day ? whole(day) : iso;
}

/** The workshop's days in words: one day, a run within a month, or first and last. */
export function daysText(isos: readonly string[]): string {
  const days = [...isos].sort().map(parse).filter((day): day is Day => day !== undefined);
  const [first, last] = [days[0], days[days.length - 1]];
  if (!first || !last) return "";
  if (days.length === 1) return whole(first);
  if (first.m === last.m && first.y === last.y)
    return t("date.days", { first: first.d, last: last.d, month: month(last), y: last.y });
  return t("date.span", { first: whole(first), last: whole(last) });
}

/** The time of day, with the day where that is another: "14:05", "13/12 14:05". */
export function whenText(ms: number, now: number): string {
  const day = (at: number) => new Date(at + 7 * 3_600_000).toISOString().slice(0, 10);
  const at = day(ms);
  return at === day(now) ? timeText(ms) : `${at.slice(8)}/${at.slice(5, 7)} ${timeText(ms)}`;
}

/** The time of day in the room's zone, 24 h. */
export function timeText(ms: number): string {
  // Laos is UTC+7 all year; old phones know neither the zone's name nor Lao.
  const there = new Date(ms + 7 * 3_600_000);
  const two = (n: number) => (n < 10 ? `0${n}` : String(n));
  return `${two(there.getUTCHours())}:${two(there.getUTCMinutes())}`;
}
