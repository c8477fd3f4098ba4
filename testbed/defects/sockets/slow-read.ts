import type { Connection } from '../../sockets/connection';
import type { Defect } from '../defect';
import { createLine } from '../line';

export const slowRead: Defect = {
  name: 'slow-read',
  does: 'takes so long over every message of a connection, and reads no further meanwhile, so that the send buffer of the client fills',
  breaks: [],
  parameter: { name: 'delay', unit: 'ms per message', default: 10, max: 600_000 },
  start(delayMs, { timers }) {
    const line = createLine<Connection>(delayMs, timers, ({ webSocket }) => webSocket.resume());
    return {
      message(message, next) {
        const { connection } = message;
        const isFirst = line.join(connection, () => {
          if (connection.isOpen) next(message);
        });
        if (isFirst) connection.webSocket.pause();
      },
    };
  },
};
