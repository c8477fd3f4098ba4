import type { Connection } from '../../sockets/connection';
import type { Population } from '../../sockets/population';
import type { Defect } from '../defect';
import { createEveryNth, everyNth } from '../every-nth';

/** So many leaks may wait for a second task; a client that stays alone must not fill the memory. */
const maxPending = 1_000;

export const leakOutput: Defect = {
  name: 'leak-output',
  does: 'sends the first and every N-th output after it to another running task as well, as soon as there is one',
  breaks: ['A06'],
  parameter: everyNth('outputs'),
  start(every, { population }) {
    const isDue = createEveryNth(every);
    let pending: { readonly from: Connection; readonly frame: string }[] = [];

    return {
      output(output, next) {
        next(output);
        const { connection, frame } = output;
        if (pending.length > 0) {
          for (const leak of pending) if (leak.from !== connection) connection.send(leak.frame);
          pending = pending.filter((leak) => leak.from === connection);
        }
        if (!isDue()) return;
        const receiver = findOtherTask(population, connection);
        if (receiver !== undefined) receiver.send(frame);
        else if (pending.length < maxPending) pending.push({ from: connection, frame });
      },
    };
  },
};

function findOtherTask(population: Population, sender: Connection): Connection | undefined {
  for (const connection of population.busy.keys()) if (connection !== sender && connection.isOpen) return connection;
  return undefined;
}
