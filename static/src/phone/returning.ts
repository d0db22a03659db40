/* The personal code of a link, from when its question was answered with yes until it is used. */
import { signal } from "@preact/signals";
import { link, linkCode } from "../core/identity";

export const brought = signal(linkCode);

/** Is there one that waits to be used? */
export const returning = (): boolean => link.taken && brought.value !== undefined;
