/* Parts of the page that come in a file of their own: asked for once, and again when the network failed it. */
import { type Signal, signal } from "@preact/signals";
import type { ComponentChildren, ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../core/strings";
import { Button } from "../ui/button";

export interface LaterParts<Name extends string, Part = ComponentType> {
  state: Signal<Record<Name, Part> | "coming" | "failed" | null>;
  load: () => void;
}

/** A phone in a lift is back in a moment; ms. */
const AGAIN = 3_000;

export function later<Name extends string, Part = ComponentType>(fetch: () => Promise<Record<Name, Part>>): LaterParts<Name, Part> {
  const state: LaterParts<Name, Part>["state"] = signal(null);
  const load = () => {
    if (state.value !== null && state.value !== "failed") return;
    state.value = "coming";
    fetch().then(
      (parts) => (state.value = parts),
      () => {
        state.value = "failed";
        setTimeout(load, AGAIN);
      },
    );
  };
  return { state, load };
}

export function Later<Name extends string>(p: {
  from: LaterParts<Name>;
  show: Name;
  meanwhile?: ComponentChildren;
  /** Around what is said while it is not here; what comes brings a frame of its own. */
  frame?: (inside: ComponentChildren) => ComponentChildren;
}) {
  const framed = p.frame ?? ((inside: ComponentChildren) => inside);
  const from = p.from;
  useEffect(from.load, [from]);
  const parts = from.state.value;
  if (parts === "failed") return framed(<Failed />);
  if (parts === null || parts === "coming") return framed(p.meanwhile ?? <p class="empty">{t("st.loading")}</p>);
  const Part: ComponentType = parts[p.show];
  return <Part />;
}

export function Failed() {
  return (
    <div class="empty stack">
      <p role="status">{t("err.server")}</p>
      {/* Some browsers remember that a file failed; a new page asks again. What was typed is kept. */}
      <Button onTap={() => location.reload()}>{t("act.reload")}</Button>
    </div>
  );
}
