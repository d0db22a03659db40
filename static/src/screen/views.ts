/** What one screen shows by itself: the room's step, or always the same. A link or its own menu fixes it; a reload keeps it. */
import { signal } from "@preact/signals";
import type { Id } from "../core/types";

export const VIEWS = ["follow", "board", "groups", "join"] as const;
export type ScreenView = (typeof VIEWS)[number];
/** One theme with its cards is a view too. */
export type ThemeView = `theme.${Id}`;

/** `?view=board`, `?view=theme.12`; a word that is none of ours follows the step. */
function viewOf(search: string): ScreenView | ThemeView {
  const named = new URLSearchParams(search).get("view") ?? "";
  if (/^theme\.[1-9]\d{0,14}$/.test(named)) return named as ThemeView;
  return VIEWS.find((view) => view === named) ?? "follow";
}

export const themeOf = (view: ScreenView | ThemeView): Id | undefined =>
  view.startsWith("theme.") ? Number(view.slice(6)) : undefined;

/** The screen's link with its view beside the token. (A page takes both out of the fragment, and keeps the view.) */
export const withView = (link: string, view: ScreenView): string => (view === "follow" ? link : `${link}&view=${view}`);

/** This screen's. */
export const view = signal(viewOf(typeof location === "undefined" ? "" : location.search));

export function choose(to: ScreenView | ThemeView): void {
  view.value = to;
  const url = new URL(location.href);
  if (to === "follow") url.searchParams.delete("view");
  else url.searchParams.set("view", to);
  history.replaceState(history.state, "", url);
}
