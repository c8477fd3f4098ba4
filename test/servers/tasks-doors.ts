import { onceEach, serveTasks, type TasksServer } from './tasks-server';

/** Takes every socket and closes it after this many milliseconds, as servers do that look at a token after the upgrade. */
export const startClosing = (afterMs: number): Promise<TasksServer> =>
  serveTasks(() => {}, { opened: (socket) => setTimeout(() => socket.close(4406), afterMs) });

/** Answers every handshake with this status. */
export const startRefusing = (status: number): Promise<TasksServer> =>
  serveTasks(onceEach, { refuse: () => `HTTP/1.1 ${status} No` });
