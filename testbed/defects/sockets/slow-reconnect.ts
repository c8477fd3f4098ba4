import type { Address } from '../../sockets/connection';
import type { Defect } from '../defect';

export const slowReconnect: Defect = {
  name: 'slow-reconnect',
  does: 'lets an upgrade wait so long for its answer when a connection to the same task or channel has closed before, once for each that has closed',
  breaks: ['B08'],
  parameter: { name: 'delay', unit: 'ms', default: 600, max: 600_000 },
  start(delayMs, { timers }) {
    const gone = new Map<string, number>();
    const keyOf = ({ system, id }: Address) => `${system} ${id}`;
    return {
      close(connection, next) {
        const key = keyOf(connection);
        gone.set(key, (gone.get(key) ?? 0) + 1);
        next(connection);
      },
      upgrade(upgrade, next) {
        const key = keyOf(upgrade);
        const count = gone.get(key) ?? 0;
        if (count > 1) gone.set(key, count - 1);
        else gone.delete(key);
        if (count > 0) timers.after(delayMs, () => next(upgrade));
        else next(upgrade);
      },
    };
  },
};
