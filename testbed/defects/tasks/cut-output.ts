import type { Defect } from '../defect';

export const cutOutput: Defect = {
  name: 'cut-output',
  does: 'sends of every output so many characters only, as JSON that can be read',
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
