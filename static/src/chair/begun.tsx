/** Words that were begun in a sheet and are not saved: after a slip, or a reload, they are there when it is opened again. */
import { useState } from "preact/hooks";
import { t } from "../core/client";
import { Button } from "../ui/button";
import { useRoom } from "./room";

export interface Begun<T> {
  /** What the fields show: what was begun, else what is saved. */
  readonly value: T;
  /** What was saved when the sheet was opened. */
  readonly opened: T;
  /** The sheet was opened on words from before. */
  readonly again: boolean;
  set(part: Partial<T>): void;
  /** They are saved, or not wanted. */
  done(): void;
}

export function useBegun<T extends object>(id: string, saved: T): Begun<T> {
  const kept = useRoom().client.draft(`begun.${id}`);
  const [opened] = useState(saved);
  const [found] = useState(kept.peek() !== "");
  const read = (text: string): T => (text ? { ...opened, ...parsed<T>(text) } : opened);
  return {
    value: read(kept.value),
    opened,
    again: found && kept.value !== "",
    set(part) {
      // Only what differs is kept: the rest may be somebody else's new words by the time the sheet is opened again.
      const begun = Object.entries({ ...(kept.peek() ? parsed<T>(kept.peek()) : {}), ...part });
      const other = begun.filter(([name, now]) => JSON.stringify(now) !== JSON.stringify(opened[name as keyof T]));
      kept.value = other.length ? JSON.stringify(Object.fromEntries(other)) : "";
    },
    done() {
      kept.value = "";
    },
  };
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
export function FromBefore({ of }: { of: Pick<Begun<object>, "again" | "done"> }) {
  return (
    <div role="status">
      {of.again && (
        <p class="tag-amber row-apart from-before">
          <span>{t("begun.again")}</span>
          <Button small onTap={of.done}>
            {t("begun.drop")}
          </Button>
        </p>
      )}
    </div>
  );
}
