/** The gathering's own thread. In a file of its own: only a page can start one. */
import file from "../../core/gather.worker.js?worker";

export const openWorker = (): Worker => new Worker(new URL(file, import.meta.url));
