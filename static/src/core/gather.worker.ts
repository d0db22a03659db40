/** The gathering on a thread of its own, so that typing and picking never wait for it. Told only what changed. */
import { openGather, openStore, type Told } from "./gather";

const gatherer = openGather();
const store = openStore();
const page = self as unknown as { onmessage: ((event: { data: Told }) => void) | null; postMessage(data: unknown): void };

page.onmessage = ({ data }) => {
  store.take(data);
  page.postMessage({ turn: data.turn, found: gatherer.gather(store.wanted()) });
};
