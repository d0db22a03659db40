/* Parts of the page that come in a file of their own: asked for once, and again when the network failed it. */
import { type Signal, signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../core/strings";
import { Button } from "../ui/button";

export interface LaterParts<Name extends string> {
  state: Signal<Record<Name, ComponentType> | "coming" | "failed" | null>;
  load: () => void;
}

export function later<Name extends string>(fetch: () => Promise<Record<Name, ComponentType>>): LaterParts<Name> {
  const state: LaterParts<Name>["state"] = signal(null);
  const load = () => {
    if (state.value !== null && state.value !== "failed") return;
    state.value = "coming";
    fetch().then(
      (parts) => (state.value = parts),
      () => (state.value = "failed"),
    );
  };
  return { state, load };
}

export function Later<Name extends string>({ from, show }: { from: LaterParts<Name>; show: Name }) {
  useEffect(from.load, [from]);
  const parts = from.state.value;
  if (parts === "failed")
    return (
      <div class="empty stack">
        <p role="status">{t("err.server")}</p>
        <Button onTap={from.load}>{t("act.retry")}</Button>
      </div>
    );
  if (parts === null || parts === "coming") return <p class="empty">{t("st.loading")}</p>;
  const Part: ComponentType = parts[show];
  return <Part />;
}
