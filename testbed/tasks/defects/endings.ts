import type { Connection } from '../../kernel/sockets/connection';
import type { Defect } from '../../kernel/switch/defect';
import { encodeOutput } from '../protocol';

const errorEvent: Defect = {
  name: 'error-event',
  does: 'answers every task with an error event and does not run it',
  breaks: ['A01', 'A02'],
  start: () => ({ task: (start) => start.fail('failed by the defect "error-event"') }),
};

const neverComplete: Defect = {
  name: 'never-complete',
  does: 'sends all outputs of a task and never its complete event',
  breaks: ['A01', 'A02'],
  start: () => ({ complete: () => {} }),
};

const lateOutput: Defect = {
  name: 'late-output',
  does: 'sends the last output of every task again, right behind its complete event',
  breaks: ['A06'],
  start: () => ({
    complete(end, next) {
      next(end);
      end.connection.send(encodeOutput(end.lines.at(-1) ?? ''));
    },
  }),
};

const dropMidTask: Defect = {
  name: 'drop-mid-task',
  does: 'cuts the TCP connection after half of the outputs of its task, or after this many messages from the client',
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

const staleAfterReconnect: Defect = {
  name: 'stale-after-reconnect',
  does: 'lets a task run on when its socket closes, and sends the rest of its outputs to the newest socket with the same task id',
  breaks: ['A06'],
  start() {
    const heirs = new Map<string, Connection>();
    return {
      open(connection, next) {
        if (connection.system === 'tasks') heirs.set(connection.id, connection);
        next(connection);
      },
      close(connection, next) {
        if (heirs.get(connection.id) === connection) heirs.delete(connection.id);
        next(connection);
      },
      cancellation: () => {},
      output(output, next) {
        next(output);
        if (!output.connection.isOpen) heirs.get(output.connection.id)?.send(output.frame);
      },
    };
  },
};

/** How a task ends otherwise than it should. */
export const endingDefects: readonly Defect[] = [
  errorEvent,
  neverComplete,
  lateOutput,
  dropMidTask,
  staleAfterReconnect,
];
