/** The same wishes and reads over plain HTTP: for networks where no Socket.IO gets through, and for everything else. */
import type { Heads, Refused, Reply, Welcome } from "./types";

export type Http = {
  command(id: string, name: string, data: Record<string, unknown>, ms: number): Promise<Reply | undefined>;
  streams(have: Heads, ms: number): Promise<Welcome | Refused | undefined>;
  get(path: string, ms: number): Promise<unknown>;
  picture(path: string, ms: number): Promise<Blob | undefined>;
  /** Bytes to keep, and the name that the server gives them. */
  file(path: string, ms: number): Promise<{ blob: Blob; name: string } | undefined>;
  /** Hand in bytes below the workshop's own path. */
  upload(to: string, body: Blob): Promise<Record<string, unknown> | Refused | undefined>;
};

/** ms: a photo over a bad line takes its time. */
const LARGE = 120_000;

/** `token()` is asked at each call. Undefined is "no answer": no network, too late, or not JSON. */
export function openHttp(base: string, code: string, token: () => string | undefined): Http {
  type Read<T> = (answer: Response) => Promise<T>;
  const fetched = async <T>(path: string, ms: number, init: RequestInit, read: Read<T>): Promise<T | undefined> => {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), ms);
    const headers: Record<string, string> = { ...(init.headers as Record<string, string> | undefined) };
    const mine = token();
    if (mine) headers.Authorization = `Bearer ${mine}`;
    try {
      return await read(await fetch(base + path, { ...init, headers, signal: late.signal }));
    } catch {
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  };
  const ask = (path: string, ms: number, body?: unknown): Promise<unknown> => {
    const init: RequestInit = { cache: "no-store" };
    const headers = { "Content-Type": "application/json" };
    if (body !== undefined) Object.assign(init, { method: "POST", headers, body: JSON.stringify(body) });
    return fetched(path, ms, init, (answer) => answer.json() as Promise<unknown>);
  };
  return {
    command: async (id, name, data, ms) => asReply(await ask(`/api/w/${code}/commands`, ms, { id, name, data })),
    async streams(have, ms) {
      const answer = await ask(`/api/w/${code}/streams?after=${encodeURIComponent(JSON.stringify(have))}`, ms);
      return has(answer, "streams") ? (answer as Welcome) : has(answer, "refused") ? (answer as Refused) : undefined;
    },
    get: ask,
    picture: (path, ms) => fetched(path, ms, {}, async (answer) => (answer.ok ? answer.blob() : undefined)),
    file: (path, ms) =>
      fetched(path, ms, { cache: "no-store" }, async (answer) =>
        answer.ok ? { blob: await answer.blob(), name: nameOf(answer.headers.get("Content-Disposition")) } : undefined,
      ),
    upload: (to, body) =>
      fetched(`/api/w/${code}/${to}`, LARGE, { method: "POST", body, cache: "no-store" }, async (answer) => {
        const said = (await answer.json().catch(() => undefined)) as Record<string, unknown> | undefined;
        // A proxy before the server has a limit, and a page, of its own.
        return said ?? (answer.status === 413 ? { refused: "too_large", say: "" } : undefined);
      }),
  };
}

/** The name with the title in its own letters, else the plain one. */
function nameOf(disposition: string | null): string {
  const own = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? "")?.[1];
  return own ? decodeURIComponent(own) : (/filename="([^"]+)"/.exec(disposition ?? "")?.[1] ?? "workshop");
}

const has = (value: unknown, field: string): boolean => typeof value === "object" && value !== null && field in value;

/** A proxy's error page, or an older server's: not an answer to the wish. */
export const asReply = (value: unknown): Reply | undefined =>
  has(value, "ok") || has(value, "refused") ? (value as Reply) : undefined;
