import type { Connection } from '../../sockets/connection';
import type { Defect } from '../defect';

export const slowRead: Defect = {
  name: 'slow-read',
  does: 'takes so long over every message of a connection, and reads no further meanwhile, so that the send buffer of the client fills',
  breaks: [],
  parameter: { name: 'delay', unit: 'ms per message', default: 10, max: 600_000 },
  start(delayMs, { timers }) {
    const queues = new Map<Connection, (() => void)[]>();

    function handleNext(connection: Connection, queue: (() => void)[]): void {
      timers.after(delayMs, () => {
        if (connection.isOpen) queue.shift()?.();
        if (queue.length > 0 && connection.isOpen) return handleNext(connection, queue);
        queues.delete(connection);
        connection.webSocket.resume();
      });
    }

    return {
      message(message, next) {
        const { connection } = message;
        const waiting = queues.get(connection);
        if (waiting !== undefined) {
          waiting.push(() => next(message));
          return;
        }
        const queue = [() => next(message)];
        queues.set(connection, queue);
        connection.webSocket.pause();
        handleNext(connection, queue);
      },
    };
  },
};
