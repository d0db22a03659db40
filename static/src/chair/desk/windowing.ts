/**
 * Long lists draw what is near the window alone. Lao texts differ in height: a row's is guessed from its length until
 * it has been drawn, and measured from then on.
 */

/** Where each row begins, and where the last ends: n + 1 numbers. */
export function offsetsOf(count: number, heightOf: (at: number) => number): Float64Array {
  const offsets = new Float64Array(count + 1);
  for (let at = 0; at < count; at++) offsets[at + 1] = offsets[at]! + heightOf(at);
  return offsets;
}

/** The row at this height; the first or the last beyond the ends. */
function rowAt(offsets: Float64Array, y: number): number {
  let low = 0;
  let high = Math.max(0, offsets.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (offsets[middle]! <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

export interface Span {
  from: number;
  /** Without this one. */
  to: number;
}

/** Rows in sight between two heights, and so many px more on either side. */
export function spanOf(offsets: Float64Array, top: number, height: number, more: number): Span {
  if (offsets.length < 2) return { from: 0, to: 0 };
  return { from: rowAt(offsets, top - more), to: rowAt(offsets, top + height + more) + 1 };
}

/** Does this span still cover what is in sight? Then nothing need be drawn. */
export const covers = (span: Span, needed: Span): boolean => span.from <= needed.from && span.to >= needed.to;

/** A guess in px: marks above and below Lao letters take no width. */
export function guess(text: string, width: number): number {
  const letters = text.replace(/[\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece]/g, "").length;
  const lines = Math.max(1, Math.ceil((letters * 8.2) / Math.max(120, width - 40)));
  return 46 + 26.4 * lines;
}
