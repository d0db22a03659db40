/**
 * localStorage that never throws. Private windows refuse it and full phones refuse writes; then values live in
 * memory until the page goes, which is the best such a browser allows.
 */
export interface Store {
  get(key: string): string | null;
  /** False when the value is only in memory. */
  set(key: string, value: string): boolean;
  drop(key: string): void;
  keys(prefix: string): string[];
  /** Another tab changed a key; `value` is null when it was dropped. */
  watch(heard: (key: string, value: string | null) => void): void;
}

export function openStore(disk: Storage | undefined): Store {
  const memory = new Map<string, string>();
  const attempt = <T>(does: (disk: Storage) => T, otherwise: T): T => {
    try {
      return disk ? does(disk) : otherwise;
    } catch {
      return otherwise;
    }
  };
  return {
    get: (key) => memory.get(key) ?? attempt((d) => d.getItem(key), null),
    set(key, value) {
      const kept = attempt((d) => (d.setItem(key, value), true), false);
      if (kept) memory.delete(key);
      else memory.set(key, value);
      return kept;
    },
    drop(key) {
      memory.delete(key);
      attempt((d) => d.removeItem(key), undefined);
    },
    keys(prefix) {
      const onDisk = attempt((d) => Array.from({ length: d.length }, (_, i) => d.key(i) ?? ""), []);
      return [...new Set([...onDisk, ...memory.keys()])].filter((key) => key.startsWith(prefix)).sort();
    },
    watch(heard) {
      if (typeof addEventListener !== "function") return;
      addEventListener("storage", (event: StorageEvent) => {
        if (event.key !== null) heard(event.key, event.newValue);
      });
    },
  };
}

/** Merely naming them throws where the browser forbids it. */
function browserDisk(name: "localStorage" | "sessionStorage"): Storage | undefined {
  try {
    return globalThis[name];
  } catch {
    return undefined;
  }
}

export const store: Store = openStore(browserDisk("localStorage"));

/** Of this tab of the browser alone, and gone with it. */
export const session: Store = openStore(browserDisk("sessionStorage"));
