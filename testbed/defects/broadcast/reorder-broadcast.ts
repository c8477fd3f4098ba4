import type { Connection } from '../../sockets/connection';
import type { Defect } from '../defect';
import { createEveryNthOf, everyNth } from '../every-nth';
import type { Delivery } from '../points';

/** A broadcast that is followed by none goes out all the same after this time: it is late, not lost. */
const maxWaitMs = 50;

export const reorderBroadcast: Defect = {
  name: 'reorder-broadcast',
  does: `swaps for a receiver the first and every N-th broadcast after it with the next one, if that comes within ${maxWaitMs} ms; counted for each receiver by itself`,
  breaks: ['B06', 'B07'],
  parameter: everyNth('deliveries'),
  start(every, { timers }) {
    const isDue = createEveryNthOf<Connection>(every);
    const held = new WeakMap<Connection, Delivery>();
    return {
      delivery(delivery, next) {
        const { connection } = delivery;
        const turn = isDue(connection);
        const earlier = held.get(connection);
        if (earlier !== undefined) {
          held.delete(connection);
          next(delivery);
          next(earlier);
        } else if (turn) {
          held.set(connection, delivery);
          timers.after(maxWaitMs, () => {
            if (held.get(connection) !== delivery) return;
            held.delete(connection);
            next(delivery);
          });
        } else next(delivery);
      },
    };
  },
};
