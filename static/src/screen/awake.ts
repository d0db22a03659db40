/** Ask the laptop not to sleep, where it can be asked: the wake lock exists in secure contexts only. */
export function stayAwake(): () => void {
  let held: { release(): Promise<void> } | undefined;
  const ask = () => {
    if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    navigator.wakeLock.request("screen").then((lock) => (held = lock)).catch(() => undefined);
  };
  // A lock ends by itself whenever the page is hidden.
  document.addEventListener("visibilitychange", ask);
  ask();
  return () => {
    document.removeEventListener("visibilitychange", ask);
    void held?.release();
  };
}
