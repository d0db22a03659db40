import { store } from "./store";

/** A new command id: 132 random bits as 22 URL-safe characters. crypto.randomUUID is absent on plain http (R18). */
export function newId(): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return Array.from(crypto.getRandomValues(new Uint8Array(22)), (byte) => letters[byte & 63]).join("");
}

/** What this browser calls itself, made once by chance: joins by one phone are known to be by one phone. */
export function deviceId(): string {
  const known = store.get("ws:device") ?? newId();
  store.set("ws:device", known);
  return known;
}
