/** A new command id: 132 random bits as 22 URL-safe characters. crypto.randomUUID is absent on plain http (R18). */
export function newId(): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return Array.from(crypto.getRandomValues(new Uint8Array(22)), (byte) => letters[byte & 63]).join("");
}
