/** The same wishes and reads over plain HTTP: for networks where no Socket.IO gets through, and for everything else. */
import type { Heads, Refused, Reply, Welcome } from "./types";

export type Http = {
  command(id: string, name: string, data: Record<string, unknown>, ms: number): Promise<Reply | undefined>;
  streams(have: Heads, ms: number): Promise<Welcome | Refused | undefined>;
  get(path: string, ms: number): Promise<unknown>;
  picture(path: string, ms: number): Promise<Blob | undefined>;
};

/** `token()` is asked at each call. Undefined is "no answer": no network, too late, or not JSON. */
export function openHttp(base: string, code: string, token: () => string | undefined): Http {
  const json = (answer: Response): Promise<unknown> => answer.json();
  const ask = async (path: string, ms: number, body?: unknown, read = json): Promise<unknown> => {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), ms);
    const headers: Record<string, string> = {};
    const mine = token();
    if (mine) headers.Authorization = `Bearer ${mine}`;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    try {
      const init: RequestInit = { headers, signal: late.signal, cache: "no-store" };
      if (body !== undefined) Object.assign(init, { method: "POST", body: JSON.stringify(body) });
      return await read(await fetch(base + path, init));
    } catch {
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    command: async (id, name, data, ms) => asReply(await ask(`/api/w/${code}/commands`, ms, { id, name, data })),
    async streams(have, ms) {
      const answer = await ask(`/api/w/${code}/streams?after=${encodeURIComponent(JSON.stringify(have))}`, ms);
      return has(answer, "streams") ? (answer as Welcome) : has(answer, "refused") ? (answer as Refused) : undefined;
    },
    get: ask,
    picture: async (path, ms) => {
      const blob = async (answer: Response): Promise<unknown> => (answer.ok ? answer.blob() : undefined);
      return (await ask(path, ms, undefined, blob)) as Blob | undefined;
    },
  };
}

const has = (value: unknown, field: string): boolean => typeof value === "object" && value !== null && field in value;

/** A proxy's error page, or an older server's: not an answer to the wish. */
export const asReply = (value: unknown): Reply | undefined =>
  has(value, "ok") || has(value, "refused") ? (value as Reply) : undefined;
