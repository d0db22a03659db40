/** What is open on the chair's page: which view, and whether the rail and the preview are beside it. */
import { computed, signal } from "@preact/signals";
import { store } from "../core/store";

export const VIEWS = ["room", "desk", "people", "links", "settings"] as const;
export type View = (typeof VIEWS)[number];

export const view = signal<View>("room");
const kept = signal<Record<string, boolean>>(read());
const width = signal(typeof innerWidth === "number" ? innerWidth : 1280);

/** From here on the rail and the preview have room beside the room; the merge desk wants more of it. */
const ROOMY: Record<"rail" | "preview", (view: View) => number> = {
  rail: (of) => (of === "desk" ? 1500 : 1000),
  preview: (of) => (of === "desk" ? 1900 : 1200),
};

const shown = (part: "rail" | "preview") =>
  computed(() => kept.value[`${part}.${place()}`] ?? width.value >= ROOMY[part](view.value));
export const railShown = shown("rail");
export const previewShown = shown("preview");

export function toggle(part: "rail" | "preview"): void {
  const now = (part === "rail" ? railShown : previewShown).value;
  kept.value = { ...kept.value, [`${part}.${place()}`]: !now };
  store.set("ws:chair:shape", JSON.stringify(kept.value));
}

/** The views live in the address (`#desk`), so Back and a reload stay where one was. */
export function followAddress(): void {
  const read = () => {
    const named = location.hash.slice(1) as View;
    if (VIEWS.includes(named)) view.value = named;
    else if (location.hash === "") view.value = "room";
  };
  read();
  addEventListener("hashchange", read);
  addEventListener("resize", () => (width.value = innerWidth));
}

/** The desk and everything else keep their own: what suits one crowds the other. So do narrow and wide. */
const place = () => `${view.value === "desk" ? "desk" : "room"}.${width.value < 1000 ? "narrow" : "wide"}`;

function read(): Record<string, boolean> {
  try {
    return JSON.parse(store.get("ws:chair:shape") ?? "{}") as Record<string, boolean>;
  } catch {
    return {};
  }
}
