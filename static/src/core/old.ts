/** What phones of 2020 and 2021 lack and our code, or that of a package, calls. Imported before anything else. */

/** Where it is missing, and as the browser's own would be: not among what `for in` finds. */
function bring(owner: object, name: string, value: unknown): void {
  if (!(name in owner)) Object.defineProperty(owner, name, { value, configurable: true, writable: true });
}

function at<T>(this: ArrayLike<T>, index: number): T | undefined {
  const place = Math.trunc(index) || 0;
  return this[place < 0 ? this.length + place : place];
}

function replaceChildren(this: Element, ...nodes: (Node | string)[]): void {
  while (this.lastChild) this.removeChild(this.lastChild);
  this.append(...nodes);
}

bring(Array.prototype, "at", at);
bring(String.prototype, "at", at);
if (typeof Element !== "undefined") bring(Element.prototype, "replaceChildren", replaceChildren);
