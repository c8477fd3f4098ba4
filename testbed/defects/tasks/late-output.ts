import { encodeOutput } from '../../tasks/protocol';
import type { Defect } from '../defect';

export const lateOutput: Defect = {
  name: 'late-output',
  does: 'sends the last output of every task once more, right behind its complete event',
  breaks: ['A06'],
  start: () => ({
    complete(end, next) {
      next(end);
      end.connection.send(encodeOutput(end.lines.at(-1) ?? ''));
    },
  }),
};
