/** The page is drawn: what the shell says of a page that cannot start is no longer so. */
export function started(): void {
  document.getElementById("late")?.remove();
}
