import type { Connection } from '../../sockets/connection';
import type { Defect } from '../defect';

export const staleAfterReconnect: Defect = {
  name: 'stale-after-reconnect',
  does: 'lets a task run on when its socket closes, and sends what is left of it to the newest socket with the same task id',
  breaks: ['A06'],
  start(_value, { population }) {
    const heirs = new Map<string, Connection>();
    return {
      open(connection, next) {
        if (connection.system === 'tasks') heirs.set(connection.id, connection);
        next(connection);
      },
      close(connection, next) {
        if (heirs.get(connection.id) === connection) heirs.delete(connection.id);
        if (!population.busy.has(connection)) next(connection);
      },
      output(output, next) {
        next(output);
        if (!output.connection.isOpen) heirs.get(output.connection.id)?.send(output.frame);
      },
    };
  },
};
