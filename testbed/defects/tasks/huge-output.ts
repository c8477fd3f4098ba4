import type { Defect } from '../defect';

export const hugeOutput: Defect = {
  name: 'huge-output',
  does: 'pads the first output of the first task that follows the switching on to this size, once',
  breaks: [],
  parameter: { name: 'size', unit: 'MB', default: 10, max: 256 },
  start(sizeMb) {
    let done = false;
    return {
      task(start, next) {
        const [first = '', ...rest] = start.lines;
        next(done ? start : { ...start, lines: [first.padEnd(sizeMb * 1024 * 1024, 'x'), ...rest] });
        done = true;
      },
    };
  },
};
