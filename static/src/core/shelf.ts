/**
 * Where large things wait on the device: the browser's own database, which localStorage is too small for. Opened for
 * each deed anew, since phones close it behind a sleeping page's back; where there is none, things live in memory.
 */

/** Bytes and not a Blob: some phones' databases refuse or forget Blobs. */
export type Kept = { id: string; whose: string; order: number; type: string; bytes: ArrayBuffer; [more: string]: unknown };

export interface Shelf {
  list(whose: string): Promise<Kept[]>;
  /** False when it is only in memory. */
  put(it: Kept): Promise<boolean>;
  has(id: string): Promise<boolean>;
  drop(id: string): Promise<void>;
}

const NAME = "workshop";
const TABLE = "parcels";

export function openShelf(factory: IDBFactory | undefined): Shelf {
  const memory = new Map<string, Kept>();
  const attempt = async <T>(mode: IDBTransactionMode, ask: (table: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> => {
    try {
      return factory && (await once(factory, mode, ask));
    } catch {
      return undefined; // forbidden, full, or lost
    }
  };
  return {
    async list(whose) {
      const found = ((await attempt("readonly", (table) => table.getAll())) ?? []) as Kept[];
      return [...found, ...memory.values()].filter((it) => it.whose === whose);
    },
    async put(it) {
      const kept = (await attempt("readwrite", (table) => table.put(it))) !== undefined;
      if (kept) memory.delete(it.id);
      else memory.set(it.id, it);
      return kept;
    },
    async has(id) {
      return memory.has(id) || (await attempt("readonly", (table) => table.count(id))) === 1;
    },
    async drop(id) {
      memory.delete(id);
      await attempt("readwrite", (table) => table.delete(id));
    },
  };
}

/** One request in a transaction of its own; its answer comes when what was written is kept. */
function once<T>(factory: IDBFactory, mode: IDBTransactionMode, ask: (table: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    const opening = factory.open(NAME, 1);
    opening.onupgradeneeded = () => void opening.result.createObjectStore(TABLE, { keyPath: "id" });
    opening.onerror = opening.onblocked = failed;
    opening.onsuccess = () => {
      const database = opening.result;
      const end = (tell: () => void) => (database.close(), tell());
      try {
        const work = database.transaction(TABLE, mode);
        const request = ask(work.objectStore(TABLE));
        work.oncomplete = () => end(() => done(request.result));
        work.onabort = work.onerror = () => end(() => failed(work.error));
      } catch (wrong) {
        end(() => failed(wrong));
      }
    };
  });
}

/** Merely naming it throws where the browser forbids it. */
export function browserDatabase(): IDBFactory | undefined {
  try {
    return typeof indexedDB === "undefined" ? undefined : indexedDB;
  } catch {
    return undefined;
  }
}
