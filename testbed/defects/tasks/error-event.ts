import type { Defect } from '../defect';

export const errorEvent: Defect = {
  name: 'error-event',
  does: 'answers every task with an error event and does not run it',
  breaks: ['A01', 'A02'],
  start: () => ({ task: (start) => start.fail('failed by the defect "error-event"') }),
};
