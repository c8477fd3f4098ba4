import type { Defect } from '../defect';

export const leakMemory: Defect = {
  name: 'leak-memory',
  does: 'takes so much resident memory for every connection and keeps it after the close, until it is switched off',
  breaks: ['A07', 'A08', 'B09', 'B10'],
  parameter: { name: 'size', unit: 'MB per connection', default: 60, max: 1_024 },
  start(sizeMb) {
    const kept: Buffer[] = [];
    return {
      open(connection, next) {
        // Filled, because memory that was never written to is not resident.
        kept.push(Buffer.alloc(sizeMb * 1024 * 1024, 1));
        next(connection);
      },
    };
  },
};
