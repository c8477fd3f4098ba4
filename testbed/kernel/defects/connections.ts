import { createHoard } from '../defect-parts/hoard';
import { createLine } from '../defect-parts/line';
import type { Connection } from '../sockets/connection';
import type { Defect } from '../switch/defect';

const neverClose: Defect = {
  name: 'never-close',
  does: "never answers a client's Close frame and leaves the TCP connection open",
  breaks: [],
  start: () => ({
    open(connection, next) {
      // ws answers a Close frame by calling close() on its own socket; terminate() stays, so the testbed can still stop.
      connection.webSocket.close = () => {};
      next(connection);
    },
  }),
};

const leakMemory: Defect = {
  name: 'leak-memory',
  does: 'takes this much resident memory for every connection and keeps it after the close, until it is switched off',
  breaks: ['A07', 'A08', 'B09', 'B10'],
  parameter: { name: 'size', unit: 'MB per connection', default: 60, max: 1_024 },
  start(sizeMb) {
    const takeMore = createHoard(sizeMb);
    return {
      open(connection, next) {
        takeMore();
        next(connection);
      },
    };
  },
};

const slowRead: Defect = {
  name: 'slow-read',
  does: 'takes this time for every message of a connection, and reads no further meanwhile, so that the send buffer of the client fills',
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

/** What is wrong with every WebSocket that is open. */
export const connectionDefects: readonly Defect[] = [neverClose, leakMemory, slowRead];
