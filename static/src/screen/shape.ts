/** A picture that is filled by measure is filled anew when its window changes: laptops are plugged into projectors. */
import { signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";

const shape = signal("");
let letters = 0;
const look = () => (shape.value = `${innerWidth} ${innerHeight} ${letters}`);
if (typeof addEventListener === "function") addEventListener("resize", look);

/** Its letters came. */
export function reshaped(): void {
  letters++;
  look();
}

/** Whoever reads this is drawn again. */
export const useShape = (): string => shape.value;

/** How high the page is between heading and foot, vh; `planned` until it was seen. */
const found = signal(0);

export function useHeight(planned: number): number {
  const now = found.value || planned;
  useLayoutEffect(() => {
    const page = document.querySelector(".picture[data-living]:not([hidden]) .page");
    const high = page ? (100 * page.clientHeight) / innerHeight : 0;
    if (high > 0 && Math.abs(high - now) > 0.1) found.value = high;
  });
  return now;
}
