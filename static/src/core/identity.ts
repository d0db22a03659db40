/**
 * Who this browser is at this workshop: one token per face, so that chair, screen and phone in one browser never mix
 * (R9). Two tabs of a face share it and are one person. Without storage it lives as long as the page.
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import { boot } from "./boot";
import { store as kept, type Store } from "./store";

export type Identity = {
  token(): string | undefined;
  /** Somebody from now on, or nobody; only who joined anew ends the way back to who was here before. */
  keep(token: string | undefined): void;
  /** The same person by a new token: what was theirs stays, and the way back to whoever was here before. */
  renewed(token: string): void;
  /** Somebody else for a while: this device is in other hands, and goes back to whose it is. */
  lend(token: string): void;
  /** A link or a personal code replaced the token that was kept; the earlier one can be taken up again. */
  before: ReadonlySignal<boolean>;
  goBack(): void;
  /** The person this token was last time; "guest" until known. What waits and what was typed is theirs from the start. */
  person(): string;
  is(person: number | undefined): void;
  /** Somebody joined in the other tab, or left. */
  watch(changed: () => void): void;
};

/** `code` and `face` as in `ws:<code>:<face>`; `found` is the token of the address bar. */
export function openIdentity(store: Store, code: string, face: string, found: string | undefined): Identity {
  const key = `ws:${code}:${face}`;
  const earlier = `${key}:before`;
  const whose = `${key}:who`;
  const old = store.get(key);
  if (found && found !== old) {
    if (old) store.set(earlier, old);
    store.set(key, found);
  }
  const before = signal(store.get(earlier) !== null);
  return {
    token: () => store.get(key) ?? undefined,
    keep(token) {
      if (!token) return store.drop(key); // an ended link, or a guest of this device who left: its owner is still known
      store.set(key, token);
      store.drop(earlier);
      before.value = false;
    },
    renewed(token) {
      const person = this.person();
      store.set(key, token);
      if (person !== "guest") store.set(whose, `${token} ${person}`);
    },
    lend(token) {
      const now = store.get(key);
      const owner = store.get(earlier) ?? now; // whoever comes third, the device goes back to the first
      store.set(key, token);
      if (owner && owner !== token) store.set(earlier, owner);
      else store.drop(earlier);
      before.value = store.get(earlier) !== null;
    },
    before,
    goBack() {
      const token = store.get(earlier);
      if (token) this.keep(token);
    },
    person() {
      const [token, person] = (store.get(whose) ?? "").split(" ");
      return person && token === store.get(key) ? person : "guest";
    },
    is(person) {
      const token = store.get(key);
      if (token && person !== undefined) store.set(whose, `${token} ${person}`);
    },
    watch: (changed) =>
      store.watch((changedKey) => {
        before.value = store.get(earlier) !== null;
        if (changedKey === key) changed();
      }),
  };
}

/**
 * The token of the link that opened this page, out of the address bar before anything could log, share or
 * photograph it. (A fragment never reaches the server or its logs by itself.) The house's own page, which has no
 * code, takes the owner's by itself.
 */
const brought = boot.code ? takeFragment() : undefined;

/** A face is nobody that it is not made for: a person's link makes no screen, and a screen's no phone. */
const FITS = { phone: /^[pi]-/, chair: /^[po]-/, screen: /^s-/ };
const token = brought?.get("t") ?? "";
export const linkToken: string | undefined = FITS[boot.face].test(token) ? token : undefined;

/** The personal code of the QR on somebody's own page, taken out likewise. */
export const linkCode: string | undefined = (boot.face === "phone" && brought?.get("p")) || undefined;

const now = boot.code ? kept.get(`ws:${boot.code}:${boot.face}`) : null;

/**
 * Would the link make this browser somebody without their saying so? Then it is asked about by name, and nothing of it
 * is kept before the answer (ui/ask.tsx). A phone is always asked; an invitation makes nobody of a phone where nobody
 * was, and the form it opens asks for the name; the chair's own link on a laptop that was nobody's is one tap.
 */
export const asksFirst: boolean =
  !!linkCode || (!!linkToken && linkToken !== now && ((boot.face === "phone" && linkToken[0] === "p") || (boot.face !== "screen" && !!now && now[0] !== "i")));

/** The answer: whether the page goes on as whom the link names. */
export const link = { taken: !asksFirst };

function takeFragment(): URLSearchParams | undefined {
  const found = new URLSearchParams(location.hash.slice(1));
  if (!found.has("t") && !found.has("p")) return undefined;
  // What a link says beside the token is no secret, and is still said after a reload.
  const view = found.get("view");
  history.replaceState(null, "", location.pathname + (view ? `?${new URLSearchParams({ view })}` : location.search));
  return found;
}

// A private link opened over this very page changes only the fragment: begin anew, so that it is taken and removed.
if (boot.code) addEventListener("hashchange", () => /[#&][tp]=/.test(location.hash) && location.reload());
