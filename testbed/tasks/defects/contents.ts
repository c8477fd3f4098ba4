import type { Defect } from '../../kernel/switch/defect';

const cutOutput: Defect = {
  name: 'cut-output',
  does: 'sends only this many characters of every output, as JSON that can be read',
  breaks: ['A06'],
  parameter: { name: 'length', unit: 'characters', default: 12, max: 1_000 },
  start: (length) => ({
    output(output, next) {
      const event = JSON.parse(output.frame);
      event.data.message = String(event.data.message).slice(0, length);
      next({ ...output, frame: JSON.stringify(event) });
    },
  }),
};

const hugeOutput: Defect = {
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

const garbage: Defect = {
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

const binaryOutput: Defect = {
  name: 'binary-output',
  does: 'sends outputs as binary frames instead of text frames',
  breaks: ['A01', 'A02'],
  start: () => ({ output: (output, next) => next({ ...output, binary: true }) }),
};

/** What is in an output, and in which kind of frame. */
export const contentDefects: readonly Defect[] = [cutOutput, hugeOutput, garbage, binaryOutput];
