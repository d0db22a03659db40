import type { Face, Lang } from "./types";

/** What the page shell says once: where strings are, where the server is, which build this is. */
export type Boot = {
  strings: Record<Lang, string>;
  base: string;
  code: string;
  face: Face;
  build: string;
  /** The largest body that is taken in, MB. */
  upload_mb: number;
};

/** Read `<script type="application/json" id="boot">`; without a page (tests) everything is empty. */
function read(): Boot {
  const empty: Boot = { strings: { lo: "", en: "" }, base: "", code: "", face: "phone", build: "", upload_mb: 12 };
  const text = typeof document === "undefined" ? null : document.getElementById("boot")?.textContent;
  return text ? { ...empty, ...(JSON.parse(text) as Partial<Boot>) } : empty;
}

export const boot: Boot = read();
