/** Words that were begun in a sheet and are not saved: after a slip, or a reload, they are there when it is opened again. */
import { useState } from "preact/hooks";
import { t } from "../core/client";
import { Button } from "../ui/button";
import { underWay } from "../ui/close";
import { useRoom } from "./room";

export interface Begun<T> {
  /** What the fields show: what was begun, else what is saved. */
  readonly value: T;
  /** What was saved when the sheet was opened. */
  readonly opened: T;
  /** The sheet was opened on words from before. */
  readonly again: boolean;
  set(part: Partial<T>): void;
  /** They are not wanted. */
  drop(): void;
  /** They are sent: once they are saved, call the answer. True where nothing was typed since; else that stays. */
  sent(): () => boolean;
}

export function useBegun<T extends object>(id: string, saved: T): Begun<T> {
  const kept = useRoom().client.draft(`begun.${id}`);
  const [opened] = useState(saved);
  const [found] = useState(kept.peek() !== "");
  const read = (text: string): T => (text ? laidOver(opened, parsed<T>(text)) : opened);
  return {
    value: read(kept.value),
    opened,
    again: found && kept.value !== "",
    set(part) {
      // Only what differs is kept, each language by itself: the rest may be somebody else's new words by the time the sheet
      // is opened again.
      const other = differing({ ...read(kept.peek()), ...part }, opened);
      kept.value = other === undefined ? "" : JSON.stringify(other);
    },
    drop() {
      kept.value = "";
    },
    sent: () => underWay(kept),
  };
}

const isParts = (it: unknown): it is Record<string, unknown> => typeof it === "object" && it !== null && !Array.isArray(it);

/** The parts of `now` that are not as in `before`, and theirs; undefined where there are none. */
function differing(now: unknown, before: unknown): unknown {
  if (!isParts(now) || !isParts(before)) return JSON.stringify(now) === JSON.stringify(before) ? undefined : now;
  const parts = Object.entries(now).map(([name, it]) => [name, differing(it, before[name])] as const);
  const other = parts.filter(([, it]) => it !== undefined);
  return other.length ? Object.fromEntries(other) : undefined;
}

function laidOver<T>(below: T, parts: unknown): T {
  if (!isParts(below)) return parts as T;
  if (!isParts(parts)) return below;
  const over = Object.entries(parts).map(([name, it]) => [name, name in below ? laidOver(below[name], it) : it]);
  return { ...below, ...Object.fromEntries(over) } as T;
}

/** Storage may hold anything. */
function parsed<T>(text: string): Partial<T> {
  try {
    return JSON.parse(text) as Partial<T>;
  } catch {
    return {};
  }
}

/** Says so, with the way to what is saved. Its place is there before: what is read out must not come with its box. */
export function FromBefore({ of }: { of: Pick<Begun<object>, "again" | "drop"> }) {
  return (
    <div role="status">
      {of.again && (
        <p class="tag-amber row-apart from-before">
          <span>{t("begun.again")}</span>
          <Button small onTap={of.drop}>
            {t("begun.drop")}
          </Button>
        </p>
      )}
    </div>
  );
}
