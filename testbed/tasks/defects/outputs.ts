import { createEveryNth, everyNth } from '../../kernel/defect-parts/every-nth';
import type { Connection } from '../../kernel/sockets/connection';
import type { Defect } from '../../kernel/switch/defect';
import type { Output } from '../points';

/** This many leaks may wait for a second task; a client that stays alone must not fill the memory. */
const maxPending = 1_000;

const leakOutput: Defect = {
  name: 'leak-output',
  does: 'sends the first and every N-th output after it to another running task as well, as soon as there is one',
  breaks: ['A06'],
  parameter: everyNth('outputs'),
  start(every) {
    const isDue = createEveryNth(every);
    let pending: { readonly from: Connection; readonly frame: string }[] = [];

    return {
      output(output, next) {
        next(output);
        const { connection, frame, running } = output;
        if (pending.length > 0) {
          for (const leak of pending) if (leak.from !== connection) connection.send(leak.frame);
          pending = pending.filter((leak) => leak.from === connection);
        }
        if (!isDue()) return;
        const receiver = findOther(running, connection);
        if (receiver !== undefined) receiver.send(frame);
        else if (pending.length < maxPending) pending.push({ from: connection, frame });
      },
    };
  },
};

function findOther(running: Output['running'], sender: Connection): Connection | undefined {
  for (const connection of running.keys()) if (connection !== sender && connection.isOpen) return connection;
  return undefined;
}

const loseOutput: Defect = {
  name: 'lose-output',
  does: 'does not send the first and every N-th output after it',
  breaks: ['A06'],
  parameter: everyNth('outputs'),
  start(every) {
    const isDue = createEveryNth(every);
    return {
      output(output, next) {
        if (!isDue()) next(output);
      },
    };
  },
};

const repeatOutput: Defect = {
  name: 'repeat-output',
  does: 'sends the first and every N-th output after it twice',
  breaks: ['A06'],
  parameter: everyNth('outputs'),
  start(every) {
    const isDue = createEveryNth(every);
    return {
      output(output, next) {
        next(output);
        if (isDue()) next(output);
      },
    };
  },
};

const reorderOutput: Defect = {
  name: 'reorder-output',
  does: 'swaps the first and every N-th output after it with the next output of the same task; the last one of a task passes the turn on',
  breaks: ['A06'],
  parameter: everyNth('outputs'),
  start(every) {
    const isDue = createEveryNth(every);
    let turn = false;
    return {
      task(start, next) {
        const lines = [...start.lines];
        for (let index = 0; index < lines.length; index++) {
          if (isDue()) turn = true;
          const [first, second] = lines.slice(index, index + 2);
          if (!turn || first === undefined || second === undefined) continue;
          lines.splice(index, 2, second, first);
          turn = false;
        }
        next({ ...start, lines });
      },
    };
  },
};

/** Which outputs are sent, to whom and how often. */
export const outputDefects: readonly Defect[] = [leakOutput, loseOutput, repeatOutput, reorderOutput];
