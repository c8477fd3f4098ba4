import type { Defect } from '../defect';

/** Enough for the documents' hundred requests; a long test must not take the machine down. */
const maxMb = 1_024;

export const keepRequests: Defect = {
  name: 'keep-requests',
  does: `takes so much resident memory for every request to the agent API, ${maxMb} MB in all, and keeps it until it is switched off`,
  breaks: ['E15'],
  parameter: { name: 'size', unit: 'MB per request', default: 2, max: maxMb },
  start(sizeMb) {
    const kept: Buffer[] = [];
    return {
      agentRequest(request, next) {
        // Filled, because memory that was never written to is not resident.
        if ((kept.length + 1) * sizeMb <= maxMb) kept.push(Buffer.alloc(sizeMb * 1024 * 1024, 1));
        next(request);
      },
    };
  },
};
