import type { Connection } from '../../sockets/connection';
import type { Defect } from '../defect';
import { createEveryNthOf, everyNth } from '../every-nth';

export const loseBroadcast: Defect = {
  name: 'lose-broadcast',
  does: 'does not send to a receiver the first and every N-th broadcast after it, counted for each receiver by itself',
  breaks: ['B06', 'B07'],
  parameter: everyNth('deliveries'),
  start(every) {
    const isDue = createEveryNthOf<Connection>(every);
    return {
      delivery(delivery, next) {
        if (!isDue(delivery.connection)) next(delivery);
      },
    };
  },
};
