/** Ids that are marked (picked, lit), each with its own signal: marking one of two thousand redraws one. */
import { signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Id } from "../../core/client";

export class Marks {
  private readonly marked = signal<ReadonlySet<Id>>(new Set());
  private readonly each = new Map<Id, Signal<boolean>>();

  get all(): ReadonlySet<Id> {
    return this.marked.value;
  }

  /** Without asking to be told when it changes. */
  peek(): ReadonlySet<Id> {
    return this.marked.peek();
  }

  of(id: Id): ReadonlySignal<boolean> {
    let one = this.each.get(id);
    if (!one) this.each.set(id, (one = signal(this.marked.peek().has(id))));
    return one;
  }

  set(ids: Iterable<Id>): void {
    const before = this.marked.peek();
    const after = new Set(ids);
    this.marked.value = after;
    for (const id of before) if (!after.has(id)) this.tell(id, false);
    for (const id of after) if (!before.has(id)) this.tell(id, true);
  }

  toggle(id: Id): void {
    const after = new Set(this.marked.peek());
    if (!after.delete(id)) after.add(id);
    this.set(after);
  }

  add(ids: Iterable<Id>): void {
    this.set([...this.marked.peek(), ...ids]);
  }

  drop(ids: Iterable<Id>): void {
    const away = new Set(ids);
    const left = [...this.marked.peek()].filter((id) => !away.has(id));
    if (left.length < this.marked.peek().size) this.set(left);
  }

  clear(): void {
    this.set([]);
  }

  private tell(id: Id, on: boolean): void {
    const one = this.each.get(id);
    if (one) one.value = on;
  }
}
