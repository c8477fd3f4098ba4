import type { Connection } from '../../sockets/connection';
import type { Defect } from '../defect';

export const dropMidTask: Defect = {
  name: 'drop-mid-task',
  does: 'cuts the TCP connection after half of the outputs of its task, or after so many messages from the client',
  breaks: ['A01', 'A02', 'A05'],
  parameter: { name: 'after', unit: 'messages', default: 500, max: 1_000_000_000 },
  start(maxMessages) {
    const received = new WeakMap<Connection, number>();
    return {
      message(message, next) {
        next(message);
        const count = (received.get(message.connection) ?? 0) + 1;
        received.set(message.connection, count);
        if (count >= maxMessages) message.connection.drop();
      },
      output(output, next) {
        next(output);
        if (output.index + 1 >= output.count / 2) output.connection.drop();
      },
    };
  },
};
