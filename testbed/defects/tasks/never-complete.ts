import type { Defect } from '../defect';

export const neverComplete: Defect = {
  name: 'never-complete',
  does: 'sends all outputs of a task and never its complete event',
  breaks: ['A01', 'A02'],
  start: () => ({ complete: () => {} }),
};
