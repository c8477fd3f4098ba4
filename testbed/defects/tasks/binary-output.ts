import type { Defect } from '../defect';

export const binaryOutput: Defect = {
  name: 'binary-output',
  does: 'sends outputs as binary frames instead of text frames',
  breaks: ['A01', 'A02'],
  start: () => ({ output: (output, next) => next({ ...output, binary: true }) }),
};
