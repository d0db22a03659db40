import type { ComponentChildren, JSX } from "preact";
import { Icon, type LucideIcon } from "./icons";
import { toast } from "./toast";

export interface ButtonProps {
  children?: ComponentChildren;
  onTap?: (event: JSX.TargetedMouseEvent<HTMLButtonElement>) => void;
  look?: "main" | "plain" | "bare" | "loss";
  icon?: LucideIcon;
  /** Why this cannot be done now. The button stays in reach and a tap says it: a dead button explains nothing. */
  why?: string | null | false;
  /** Said instead of the children where the word alone is not enough ("Hide: {text}"). */
  label?: string;
  wide?: boolean;
  small?: boolean;
  submit?: boolean;
  pressed?: boolean;
  expanded?: boolean;
  haspopup?: "dialog" | "menu";
  id?: string;
  class?: string;
  lang?: string;
}

export function Button(p: ButtonProps) {
  const look = { main: "btn-main", plain: "", bare: "btn-bare", loss: "btn-bare btn-loss" }[p.look ?? "plain"];
  const classes = ["btn", look, p.wide && "btn-wide", p.small && "btn-small", p.class].filter(Boolean).join(" ");
  return (
    <button
      type={p.submit ? "submit" : "button"}
      id={p.id}
      class={classes}
      lang={p.lang}
      aria-label={p.label}
      aria-pressed={p.pressed}
      aria-expanded={p.expanded}
      aria-haspopup={p.haspopup}
      aria-disabled={p.why ? "true" : undefined}
      title={p.why || (p.children === undefined ? p.label : undefined)}
      onClick={(event) => {
        if (p.why) {
          event.preventDefault();
          toast(p.why);
        } else p.onTap?.(event);
      }}
    >
      {p.icon && <Icon of={p.icon} />}
      {p.children}
    </button>
  );
}
