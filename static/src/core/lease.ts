/**
 * One tab at a time empties the outbox. Web Locks need a secure context, so this is a note in storage that runs out.
 * Two tabs may still both believe they hold it for a moment; command ids make that harmless, the lease only keeps
 * the order and spares the server.
 */
import type { Store } from "./store";
import type { Clock } from "./time";

/** Longer than the slowest answer in use, short enough that a closed tab is soon replaced; ms. */
export const LEASE = 6_000;

export class Lease {
  constructor(
    private readonly store: Store,
    private readonly key: string,
    private readonly clock: Clock,
    private readonly tab: string,
    /** A hidden tab's timers are slowed to one a minute: it takes the lease only when nobody has it. */
    private readonly hidden: () => boolean = () => false,
  ) {}

  /** Take or renew it. */
  hold(): boolean {
    const now = this.clock.now();
    const [tab, until, shown] = (this.store.get(this.key) ?? "").split(" ");
    const theirs = tab !== undefined && tab !== "" && tab !== this.tab && Number(until) > now && Number(until) <= now + LEASE;
    const passOver = shown === "hidden" && !this.hidden();
    if (theirs && !passOver) return false;
    this.store.set(this.key, `${this.tab} ${now + LEASE} ${this.hidden() ? "hidden" : "shown"}`);
    return true;
  }

  release(): void {
    if (this.store.get(this.key)?.startsWith(`${this.tab} `)) this.store.drop(this.key);
  }
}
