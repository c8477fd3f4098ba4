import { createEveryNthOf, everyNth } from '../../kernel/defect-parts/every-nth';
import { createHoard } from '../../kernel/defect-parts/hoard';
import type { Connection } from '../../kernel/sockets/connection';
import type { Defect } from '../../kernel/switch/defect';
import type { Delivery } from '../points';

const loseBroadcast: Defect = {
  name: 'lose-broadcast',
  does: 'does not send a receiver the first and every N-th broadcast after it, counted for each receiver by itself',
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

const repeatBroadcast: Defect = {
  name: 'repeat-broadcast',
  does: 'sends a receiver the first and every N-th broadcast after it twice, counted for each receiver by itself',
  breaks: ['B06', 'B07'],
  parameter: everyNth('deliveries'),
  start(every) {
    const isDue = createEveryNthOf<Connection>(every);
    return {
      delivery(delivery, next) {
        next(delivery);
        if (isDue(delivery.connection)) next(delivery);
      },
    };
  },
};

/** A broadcast without a next one goes out after this time: it is late, not lost. */
const maxWaitMs = 50;

const reorderBroadcast: Defect = {
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

const keepBroadcasts: Defect = {
  name: 'keep-broadcasts',
  does: 'takes this much resident memory for every delivery of a broadcast and keeps it until it is switched off',
  breaks: ['B07'],
  parameter: { name: 'size', unit: 'KB per delivery', default: 16, max: 1_024 },
  start(sizeKb) {
    const takeMore = createHoard(sizeKb / 1_024);
    return {
      delivery(delivery, next) {
        takeMore();
        next(delivery);
      },
    };
  },
};

/** What is wrong with the turn of one receiver. */
export const deliveryDefects: readonly Defect[] = [loseBroadcast, repeatBroadcast, reorderBroadcast, keepBroadcasts];
