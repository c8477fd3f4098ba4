import type { Defect } from '../defect';

export const keepBroadcasts: Defect = {
  name: 'keep-broadcasts',
  does: 'takes so much resident memory for every delivery of a broadcast and keeps it until it is switched off',
  breaks: ['B07'],
  parameter: { name: 'size', unit: 'KB per delivery', default: 16, max: 1_024 },
  start(sizeKb) {
    const kept: Buffer[] = [];
    return {
      delivery(delivery, next) {
        // Filled, because memory that was never written to is not resident.
        kept.push(Buffer.alloc(sizeKb * 1024, 1));
        next(delivery);
      },
    };
  },
};
