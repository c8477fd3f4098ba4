import type { Defect } from '../defect';

export const slowResponse: Defect = {
  name: 'slow-response',
  does: 'lets the assistant think so much longer about every message',
  breaks: ['D01', 'D03', 'D05'],
  parameter: { name: 'delay', unit: 'ms', default: 3_100, max: 600_000 },
  start: (delayMs) => ({
    thought: ({ durationMs }, next) => next({ durationMs: durationMs + delayMs }),
  }),
};
