import type { Defect } from '../defect';

export const garbage: Defect = {
  name: 'garbage',
  does: 'cuts the first output of every task in half, so that it is not JSON',
  breaks: ['A01', 'A02'],
  start: () => ({
    output(output, next) {
      const { frame, index } = output;
      next(index === 0 ? { ...output, frame: frame.slice(0, frame.length / 2) } : output);
    },
  }),
};
