/* All methods but dots, for faces that have them at once: the chair's page and the screen. */
import { rank } from "./rank";
import { rate } from "./rate";
import type { Method } from "./types";
import type { MethodName } from "./wire";

export const OTHERS: Partial<Record<MethodName, Method>> = { rank, rate };
