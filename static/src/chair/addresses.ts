/** The addresses of this workshop's doors, as the server last gave them. */
import { signal } from "@preact/signals";
import type { Client } from "../core/client";

/** For so many people; so many may still use it; who did, and when. */
export interface Invited {
  people: number;
  left: number;
  used: { name: string; at: number }[];
}

export interface AllLinks {
  join: string;
  groups: Record<string, { join: string; leader: string; invited: Invited }>;
  screen: string;
  chair: string;
}

export const links = signal<AllLinks | undefined>(undefined);
export const failed = signal(false);

export async function loadLinks(client: Client): Promise<AllLinks | undefined> {
  const found = await client.get<AllLinks>(`/api/w/${client.code}/links`);
  failed.value = !found;
  if (found) links.value = found;
  return found;
}

/** After a renewal: what could not be read anew is shown no more, for it has ended. */
export async function loadRenewed(client: Client): Promise<void> {
  if (!(await loadLinks(client))) links.value = undefined;
}
