/** What a browser from before <dialog> (Safari before 15.4) lacks: a sheet that lies above all and keeps the keys. */
const STOPS = "a[href], button:not([disabled]), input, select, textarea, summary, [tabindex='0']";
/** The last is on top. */
const up: HTMLElement[] = [];

/** Make `sheet` a modal dialog by hand; `close` is what Escape and a touch beside it mean. Returns the way back. */
export function standIn(sheet: HTMLElement, close: () => void): () => void {
  const veil = document.createElement("div");
  veil.className = "sheet-veil";
  veil.addEventListener("click", close);
  sheet.before(veil);
  sheet.setAttribute("open", "");
  sheet.setAttribute("role", "dialog");
  sheet.setAttribute("aria-modal", "true");
  up.push(sheet);
  hidePage();

  const onTop = () => up[up.length - 1] === sheet;
  const stops = () => Array.from(sheet.querySelectorAll<HTMLElement>(STOPS)).filter((one) => one.offsetParent !== null);
  const keys = (event: KeyboardEvent) => {
    if (!onTop()) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Tab") {
      const all = stops();
      const edge = event.shiftKey ? all[0] : all[all.length - 1];
      if (document.activeElement !== edge && sheet.contains(document.activeElement)) return;
      event.preventDefault();
      (event.shiftKey ? all[all.length - 1] : all[0])?.focus();
    }
  };
  const focused = (event: FocusEvent) => {
    if (onTop() && !sheet.contains(event.target as Node)) stops()[0]?.focus();
  };
  document.addEventListener("keydown", keys, true);
  document.addEventListener("focusin", focused);
  stops()[0]?.focus();
  return () => {
    document.removeEventListener("keydown", keys, true);
    document.removeEventListener("focusin", focused);
    up.splice(up.indexOf(sheet), 1);
    veil.remove();
    hidePage();
  };
}

/** What lies beneath is not read out. */
function hidePage(): void {
  const page = document.getElementById("app");
  if (up.length) page?.setAttribute("aria-hidden", "true");
  else page?.removeAttribute("aria-hidden");
}
