import type { Served } from './listen';
import { onceEach, serveTasks } from './tasks-server';

/** Takes every socket and closes it after this many milliseconds, as servers do that look at a token after the upgrade. */
export const startClosing = (afterMs: number): Promise<Served> =>
  serveTasks(() => {}, { opened: (socket) => setTimeout(() => socket.close(4406), afterMs) });

/** Answers every handshake with this status. */
export const startRefusing = (status: number): Promise<Served> =>
  serveTasks(onceEach, { refuse: () => `HTTP/1.1 ${status} No` });
